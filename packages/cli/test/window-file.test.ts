/** Files of session windows: YAML and JSON, and where in them a fault is. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OpenbellError } from "@openbell/core";
import { XNYS } from "@openbell/core/calendars/xnys";
import { FX_WINDOWS } from "@openbell/core/vwap";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readWindowFile } from "../src/window-file.js";
import { temporaryFolder } from "./support.js";

const folder = temporaryFolder();

/** Writes a file and gives its path. */
function written(text: string, name = "windows.yaml"): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The error of a file, with the folder taken out of its message. */
async function errorOf(
  path: string,
): Promise<{ readonly code: string; readonly message: string; readonly details: OpenbellError["details"] }> {
  const error = await readWindowFile(path).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(OpenbellError);
  const { code, message, details } = error as OpenbellError;
  return { code, message: message.replaceAll(`${folder}/`, ""), details };
}

const example = fileURLToPath(new URL("../../../examples/session-windows.yaml", import.meta.url));

test("the example that ships", async () => {
  expect(await readWindowFile(example)).toEqual(FX_WINDOWS);
});

test("the window that the example shows in a comment", async () => {
  const entry = readFileSync(example, "utf8")
    .split("\n")
    .flatMap((line) => /^# {3}(.*)/.exec(line)?.[1] ?? []);
  expect(await readWindowFile(written(entry.join("\n")))).toEqual([{ ...LONDON, start: "08:00:00", end: "17:00:00" }]);
});

const LONDON = { name: "London", start: "08:00", end: "17:00", timeZone: "Europe/London", days: [1, 2, 3, 4, 5] };

test.each([
  ["a list", "w.yaml", '- {name: London, start: "08:00", end: "17:00", tz: Europe/London, days: Mon-Fri}'],
  ["times without quotes", "w.yml", "- name: London\n  start: 08:00\n  end: 17:00\n  tz: Europe/London\n  days: [1, 2, 3, 4, 5]"],
  [
    "a file that says it is YAML 1.1",
    "w.yaml",
    "%YAML 1.1\n---\n- name: London\n  start: 08:00\n  end: 17:00\n  tz: Europe/London\n  days: Mon-Fri",
  ],
  [
    "an alias, and a merge",
    "w.yaml",
    "base: &base\n  tz: Europe/London\n  days: &week [Mon-Fri]\nsessions:\n  - <<: *base\n    days: *week\n    name: London\n    start: 08:00\n    end: 17:00",
  ],
  [
    "lines that end as in Windows, and a byte order mark",
    "W.YAML",
    "\uFEFF- name: London\r\n  start: 08:00\r\n  end: 17:00\r\n  tz: Europe/London\r\n  days: Mon-Fri\r\n",
  ],
  ["JSON", "w.json", JSON.stringify([LONDON])],
  ["JSON with tabs", "w.json", JSON.stringify({ vwap: { sessions: [LONDON] } }, null, "\t")],
])("read: %s", async (_, name, text) => {
  expect(await readWindowFile(written(text, name))).toEqual([LONDON]);
});

test("what YAML 1.1 would misread is read as it is written", async () => {
  const text =
    "%YAML 1.1\n---\n- {name: No, start: 13:00:00, end: 22:30}\n- {name: 1_0, sessions: [{id: 2024-01-08, intervals: [[2024-01-08T09:00:00Z, 2024-01-08T10:00:00Z]]}]}";
  expect(await readWindowFile(written(text))).toEqual([
    { name: "No", start: "13:00:00", end: "22:30" },
    { name: "1_0", sessions: [{ id: "2024-01-08", intervals: [[Date.UTC(2024, 0, 8, 9), Date.UTC(2024, 0, 8, 10)]] }] },
  ]);
});

test("calendars by name", async () => {
  const text = "sessions:\n  - {name: Cash, calendar: NYSE}\n  - {name: Early, calendar: XNYS, phase: pre}";
  expect(await readWindowFile(written(text))).toEqual([
    { name: "Cash", calendar: XNYS },
    { name: "Early", calendar: XNYS, phase: "pre" },
  ]);
});

test("any window survives being written", async () => {
  const time = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  const window = fc.record({
    name: fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => /[\p{L}\p{N}]/u.test(text)),
    start: time,
    end: time,
  });
  await fc.assert(
    fc.asyncProperty(
      window,
      fc.constantFrom(["w.yaml", stringify] as const, ["w.json", JSON.stringify] as const),
      async (said, [name, write]) => {
        expect(await readWindowFile(written(write({ sessions: [said] }), name))).toEqual([said]);
      },
    ),
  );
});

test.each<[title: string, name: string, text: string, message: string, line: number, column: number]>([
  [
    "a list without its end",
    "w.yaml",
    "vwap:\n  sessions: [\n    {name: A}\n",
    "Flow sequence in block collection must be sufficiently indented and end with a ]",
    4,
    1,
  ],
  ["text without its end", "w.yaml", 'sessions:\n  - name: "Asia', 'Missing closing "quote', 2, 16],
  ["tabs", "w.yaml", "sessions:\n\t- name: Asia", "Tabs are not allowed as indentation", 2, 1],
  ["a key twice", "w.yaml", "sessions:\n  - name: Asia\n    end: 08:00\n    name: Tokyo", "Map keys must be unique", 4, 5],
  ["two documents", "w.yaml", "a: 1\n---\nb: 2", "Source contains multiple documents", 2, 1],
  ["a tag that means nothing", "w.yaml", "sessions:\n  - name: !asia 1", "Unresolved tag: !asia", 2, 11],
  ["JSON without quotes", "w.json", '{\n  "sessions": [{ "name": Asia }]\n}', 'Unresolved plain scalar "Asia"', 2, 26],
  ["a key twice in JSON", "w.json", '[{ "name": "A",\n   "name": "B" }]', "Map keys must be unique", 2, 4],
])("syntax: %s", async (_, name, text, message, line, column) => {
  const { code, message: said, details } = await errorOf(written(text, name));
  expect(code).toBe("FILE_NOT_READABLE");
  expect(said).toBe(`Cannot read ${name}:${line}:${column}: ${message}.`);
  expect(details).toMatchObject({ path: join(folder, name), line, column, reason: message });
});

test("aliases: to nothing, and without measure", async () => {
  expect((await errorOf(written("sessions: *none"))).message).toMatch(/^Cannot read windows.yaml: Unresolved alias .*: none\.$/);
  const more = ["b", "c", "d"].map((name, i) => `${name}: &${name} [${`*${"abc"[i]},`.repeat(9)}]`);
  expect((await errorOf(written(["a: &a [1]", ...more].join("\n")))).message).toMatch(/^Cannot read windows.yaml: Excessive alias count/);
});

test("a fault is told with its line", async () => {
  const text = 'vwap:\n  sessions:\n    - name: "London"\n      start_time: "8:00"\n      end_time: "16:00"\n';
  const { code, message, details } = await errorOf(written(text));
  expect(code).toBe("INVALID_WINDOW");
  expect(message).toBe(
    'windows.yaml:4: expected `vwap.sessions[0].start_time` to be a time HH:MM or HH:MM:SS, such as "07:00:00", got "8:00".',
  );
  expect(details).toMatchObject({ file: join(folder, "windows.yaml"), path: "vwap.sessions[0].start_time", faults: [{ line: 4 }] });
});

test("all faults are told, each with its line", async () => {
  const text = [
    "hours: &hours", // 1
    "  start: 08:00", // 2
    "  end: 25:00", // 3
    "sessions:", // 4
    "  - name: 1", // 5
    "    start: 07:00", // 6
    "    end: 16:00", // 7
    "    days: [Mon,", // 8
    "      0]", // 9
    "  - name: B", // 10
    "    # no end", // 11
    "    start: 28800", // 12
    "  - {name: C, calendar: XNYZ, opens: 1}", // 13
    "  - Asia", // 14
    "  - *hours", // 15
  ].join("\n");
  const { message } = await errorOf(written(text));
  const [title, ...faults] = message.split("\n");
  expect(title).toBe("windows.yaml has 9 faults:");
  expect(faults.map((fault) => /^windows\.yaml:(\d+): expected `(.*?)` to be /.exec(fault)?.slice(1).join(" "))).toEqual([
    "5 sessions[0].name",
    "9 sessions[0].days[1]",
    "12 sessions[1].start",
    "10 sessions[1].end_time",
    "13 sessions[2].opens",
    "13 sessions[2].calendar",
    "14 sessions[3]",
    "15 sessions[4].name",
    "3 sessions[4].end",
  ]);
  expect(faults[2]).toContain('"08:00:00" if that was meant');
});

test.each([
  ["an empty file", "", 1, "expected `config` to be an object with `sessions`, a list of session windows, got null."],
  ["comments only", "# nothing\n# here\n", 1, "expected `config` to be an object with `sessions`, a list of session windows, got null."],
  ["no list", "# mine\nvwap:\n  bands: 3\n", 2, "expected `vwap.sessions` to be a list of session windows, got nothing."],
  [
    "an empty list",
    "vwap:\n  bands: 3\n  sessions: []\n",
    3,
    "expected `vwap.sessions` to be a list of one or more session windows, got an empty list.",
  ],
])("%s", async (_, text, line, message) => {
  expect((await errorOf(written(text))).message).toBe(`windows.yaml:${line}: ${message}`);
});

test("files that cannot be read", async () => {
  expect(await errorOf(join(folder, "none.yaml"))).toMatchObject({
    code: "FILE_NOT_READABLE",
    message: "Cannot read none.yaml: no such file.",
  });
  mkdirSync(join(folder, "folder.yml"));
  expect(await errorOf(join(folder, "folder.yml"))).toMatchObject({
    code: "FILE_NOT_READABLE",
    message: "Cannot read folder.yml: it is a directory.",
  });
  expect(await errorOf(written("[]", "windows.toml"))).toMatchObject({
    code: "FILE_NOT_READABLE",
    message: "Cannot read windows.toml: expected a name ending in .yaml, .yml or .json.",
  });
});

test.skipIf(process.getuid?.() === 0)("a file that is not ours", async () => {
  const path = written("[]", "secret.yaml");
  chmodSync(path, 0);
  expect((await errorOf(path)).message).toBe("Cannot read secret.yaml: permission denied.");
});
