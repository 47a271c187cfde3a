/**
 * Session windows from a file, YAML or JSON. What is wrong is told with the line on which it stands: `windows.yaml:7: expected …`.
 *
 * Files are read by YAML 1.2, whatever version they claim, so that 13:00 is no number of base 60 and No no `false`. JSON is read by the same
 * parser, which tells places and keys that are there twice.
 *
 * @module
 */

import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { OpenbellError } from "@openbell/core";
import { loadSessionWindows, type SessionWindow, type WindowFault } from "@openbell/core/vwap";
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from "yaml";

/** Schemas of the parser, by the ending of a file's name; a schema that is given wins over the version that a file claims. */
const SCHEMAS: { readonly [extension: string]: "core" | "json" } = { ".yaml": "core", ".yml": "core", ".json": "json" };

/**
 * Reads the session windows of a file `.yaml`, `.yml` or `.json`; calendars are named, as in `calendar: XNYS`.
 *
 * @throws {@link OpenbellError} `FILE_NOT_READABLE` with `line` and `column` where its syntax is wrong; `INVALID_WINDOW` with all faults, each
 * with its `line`.
 */
export async function readWindowFile(path: string): Promise<readonly SessionWindow[]> {
  const schema = SCHEMAS[extname(path).toLowerCase()];
  if (schema === undefined) throw notReadable(path, "expected a name ending in .yaml, .yml or .json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw notReadable(path, REASONS[error.code ?? ""] ?? error.message, error);
  });
  const lines = new LineCounter();
  // A byte order mark would count as a column, and columns count.
  const document = parseDocument(text.replace(/^\uFEFF/, ""), { schema, merge: true, prettyErrors: false, lineCounter: lines });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const { line, col: column } = lines.linePos(problem.pos[0]);
    const [reason] = problem.message.split(";");
    throw new OpenbellError(
      "FILE_NOT_READABLE",
      `Cannot read ${path}:${line}:${column}: ${reason}.`,
      { path, reason, line, column },
      problem,
    );
  }
  const config = plain(document, path);
  return loadSessionWindows(config).catch((error: unknown) => {
    throw error instanceof OpenbellError && error.code === "INVALID_WINDOW" ? located(error, path, document, lines) : error;
  });
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: "no such file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
};

function notReadable(path: string, reason: string, cause?: unknown): OpenbellError {
  return new OpenbellError("FILE_NOT_READABLE", `Cannot read ${path}: ${reason}.`, { path, reason }, cause);
}

/** The document as plain data. An alias to nothing, or aliases that would multiply beyond measure, show only here. */
function plain(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw notReadable(path, (error as Error).message, error);
  }
}

/** The error with the line of each fault. */
function located(error: OpenbellError, path: string, document: Document.Parsed, lines: LineCounter): OpenbellError {
  const faults = (error.details["faults"] as readonly WindowFault[]).map((fault) => {
    const { line } = lines.linePos(offsetOf(document, fault.keys));
    return { ...fault, line };
  });
  const texts = faults.map(({ line, message }) => `${path}:${line}: ${message}`);
  const message = texts.length === 1 ? (texts[0] as string) : [`${path} has ${texts.length} faults:`, ...texts].join("\n");
  return new OpenbellError("INVALID_WINDOW", message, { ...error.details, file: path, faults }, error);
}

/** Where the innermost part of a path begins that the file has, as an offset into its text. */
function offsetOf(document: Document.Parsed, keys: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap<ParsedNode>(node) ? node.items.find((each) => isScalar(each.key) && each.key.value === key) : undefined;
    const next: unknown = pair?.value ?? (isSeq(node) && typeof key === "number" ? node.items[key] : undefined);
    offset = startOf(pair?.key) ?? startOf(next) ?? offset;
    node = next;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
