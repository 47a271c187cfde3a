/** Imports between the folders of the core run one way. A wrong edge is named with its file and what it imports. @module */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../../src", import.meta.url));

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly how: "value" | "type" | "dynamic";
}

interface Rule {
  /** Files that the rule speaks of; the first rule that fits a file counts. */
  readonly files: RegExp;
  /** Files that they may import. */
  readonly may: readonly RegExp[];
  /** Files of which they may import types only. */
  readonly mayTypes?: readonly RegExp[];
  /** Files that they may load with `import()`. */
  readonly mayLoad?: readonly RegExp[];
}

const ERRORS = /^(errors|text)\.ts$/;

/** The plan of the house: a file may import from its own folder where the rule says so, and from the layers listed, nothing else. */
const RULES: readonly Rule[] = [
  { files: ERRORS, may: [] },
  { files: /^time\//, may: [ERRORS, /^time\//] },
  // Shared lists of holidays are data, like the venues that use them.
  { files: /^calendar\/holidays\//, may: [/^calendar\/holidays\//], mayTypes: [/^calendar\/types\.ts$/] },
  { files: /^calendar\//, may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/] },
  // The table of names alone reaches the venues, each by a dynamic import of its own; looking up stands above the engine.
  { files: /^calendars\/lookup-table\.ts$/, may: [], mayTypes: [/^calendar\/types\.ts$/], mayLoad: [/^calendars\//] },
  {
    files: /^calendars\/lookup\.ts$/,
    may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/, /^calendars\/(lookup-table|exchanges)\.ts$/],
  },
  { files: /^calendars\//, may: [/^calendar\/holidays\//], mayTypes: [/^calendar\/types\.ts$/] },
  // The places of the engine that find calendars by name, or try them all.
  {
    files: /^sessions\/(session-assigner|rank-calendars)\.ts$/,
    may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/, /^sessions\//],
    mayTypes: [/^calendars\/lookup/],
    mayLoad: [/^calendars\/(lookup|exchanges)/],
  },
  { files: /^sessions\//, may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/, /^sessions\//] },
  // Windows from a configuration find calendars by name.
  {
    files: /^vwap\/windows\/config\.ts$/,
    may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/, /^sessions\//, /^vwap\//],
    mayLoad: [/^calendars\/lookup\.ts$/],
  },
  { files: /^vwap(\/.*)?\.ts$/, may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/, /^sessions\//, /^vwap\//] },
  // Stores know the time and nothing of markets.
  { files: /^store(\/.*)?\.ts$/, may: [ERRORS, /^time\//, /^store\//] },
  { files: /^(temporal|calendar)\.ts$/, may: [ERRORS, /^time\//, /^calendar\/(?!holidays\/)/] },
  { files: /^index\.ts$/, may: [/^calendar\.ts$/, /^sessions\//] },
];

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replaceAll("\\", "/"))
  .sort();

/** Whether every name of an import or export declaration is a type. */
function typeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return clause.name === undefined && names !== undefined && ts.isNamedImports(names) && names.elements.every((name) => name.isTypeOnly);
}

/** Every import, re-export, `import()` and `import("…").Type` of a source text. */
function edgesOf(from: string, text: string): Edge[] {
  const edges: Edge[] = [];
  const add = (specifier: string, how: Edge["how"]): void => {
    const to = specifier.startsWith(".")
      ? normalize(join(dirname(from), specifier))
          .replaceAll("\\", "/")
          .replace(/\.js$/, ".ts")
      : specifier;
    edges.push({ from, to, how });
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, typeOnly(node) ? "type" : "value");
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      add(target && ts.isStringLiteralLike(target) ? target.text : `(computed) ${target?.getText() ?? ""}`, "dynamic");
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      add(node.argument.literal.text, "type");
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, text, ts.ScriptTarget.ES2022, true));
  return edges;
}

/** What is wrong with an edge, or nothing. */
function complaint({ from, to, how }: Edge): string | undefined {
  const rule = RULES.find((each) => each.files.test(from));
  if (rule === undefined)
    return `${from} stands in no layer: add its folder to the table in ${relative(src, fileURLToPath(import.meta.url))}`;
  const allowed = [...rule.may, ...(how === "type" ? (rule.mayTypes ?? []) : []), ...(how === "dynamic" ? (rule.mayLoad ?? []) : [])];
  return allowed.some((target) => target.test(to)) ? undefined : `${from} imports ${to}${how === "value" ? "" : ` (${how})`}`;
}

const complaints = (edges: readonly Edge[]): string[] => edges.flatMap((edge) => complaint(edge) ?? []);

test("imports follow the layers", () => {
  expect(complaints(files.flatMap((file) => edgesOf(file, readFileSync(join(src, file), "utf8"))))).toEqual([]);
});

test("every file stands in a layer", () => {
  expect(files.filter((file) => !RULES.some((rule) => rule.files.test(file)))).toEqual([]);
});

test.each([
  ["time/zone.ts", 'import { compile } from "../calendar/compile.js";', "time/zone.ts imports calendar/compile.ts"],
  ["calendar/compile.ts", 'import { XNYS } from "../calendars/xnys.js";', "calendar/compile.ts imports calendars/xnys.ts"],
  ["calendar/compile.ts", 'const x = await import("../calendars/lookup.js");', "calendar/compile.ts imports calendars/lookup.ts (dynamic)"],
  ["calendar/compile.ts", 'import { assignSessions } from "../sessions/assign.js";', "calendar/compile.ts imports sessions/assign.ts"],
  ["calendars/xnys.ts", 'import { x, type Y } from "../calendar/types.js";', "calendars/xnys.ts imports calendar/types.ts"],
  ["calendars/xnys.ts", 'import { XLON } from "./xlon.js";', "calendars/xnys.ts imports calendars/xlon.ts"],
  ["calendars/lookup.ts", 'import { XNYS } from "./xnys.js";', "calendars/lookup.ts imports calendars/xnys.ts"],
  ["sessions/assign.ts", 'const x = await import("../calendars/lookup.js");', "sessions/assign.ts imports calendars/lookup.ts (dynamic)"],
  ["sessions/assign.ts", 'export * from "node:fs";', "sessions/assign.ts imports node:fs"],
  [
    "sessions/assign.ts",
    'import { sessionVwap } from "../vwap/session/session-columns.js";',
    "sessions/assign.ts imports vwap/session/session-columns.ts",
  ],
  [
    "vwap/windows/windows.ts",
    'import { EASTER } from "../../calendar/holidays/western.js";',
    "vwap/windows/windows.ts imports calendar/holidays/western.ts",
  ],
  [
    "vwap/windows/windows.ts",
    'const x = await import("../../calendars/lookup.js");',
    "vwap/windows/windows.ts imports calendars/lookup.ts (dynamic)",
  ],
  [
    "vwap/windows/config.ts",
    'import { calendarByName } from "../../calendars/lookup.js";',
    "vwap/windows/config.ts imports calendars/lookup.ts",
  ],
  ["index.ts", 'export { XNYS } from "./calendars/xnys.js";', "index.ts imports calendars/xnys.ts"],
  ["errors.ts", 'import type { Day } from "./time/day.js";', "errors.ts imports time/day.ts (type)"],
])("a wrong edge in %s is named: %s", (from, text, message) => {
  expect(complaints(edgesOf(from, text))).toEqual([message]);
});

test.each([
  [
    "calendars/xnys.ts",
    'import type { CalendarDefinition } from "../calendar/types.js";\nimport { GOOD_FRIDAY } from "../calendar/holidays/western.js";',
  ],
  ["calendars/lookup-table.ts", 'const load = () => import("./xnys.js");'],
  ["sessions/session-assigner.ts", 'const { calendarByName } = await import("../calendars/lookup.js");'],
  ["vwap/windows/config.ts", 'const { calendarByName } = await import("../../calendars/lookup.js");'],
  ["calendar.ts", 'export { isOpen } from "./calendar/queries/instants.js";'],
  ["index.ts", 'export * from "./calendar.js";'],
  ["vwap.ts", 'export { sessionVwap } from "./vwap/session/session-columns.js";'],
])("a right edge in %s is not", (from, text) => {
  expect(complaints(edgesOf(from, text))).toEqual([]);
});
