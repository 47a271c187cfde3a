/**
 * Every snippet of the documentation runs. TypeScript blocks are type-checked together and each runs as a module of its own against the
 * built packages, in a folder that holds `examples/data`; a line `console.log(…); // text` must print that text. In `sh` and `console`
 * blocks the commands run, in the order of the page, but for those that install; what follows a command in a `console` block must be
 * printed. `…` stands for any text, on a line of its own for any lines. A block that cannot run says why:
 *
 *     ```ts no-run: needs a Redis server
 *
 * Relative links must lead to a file, and their anchors to a heading.
 *
 * @module
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesBelow, installBuilt, repository, requireBuild } from "./support/built.js";

interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** Why it does not run, if it does not. */
  readonly noRun: string | undefined;
  readonly text: string;
}

const tracked = filesBelowSources();
const pages = tracked.filter((file) => file.endsWith(".md") && !/^\.changeset\/|(^|\/)CHANGELOG\.md$/.test(file));
/** Examples in the comments of exported functions are documentation too. */
const sources = tracked.filter((file) => /^packages\/[^/]+\/src\/.*\.ts$/.test(file));

function filesBelowSources(): string[] {
  const folders = ["docs", "examples", "benchmarks", "packages", ".changeset"];
  const skip = /(^|\/)(node_modules|dist|test|\.vitepress)\//;
  const here = ["README.md", "CONTRIBUTING.md"].filter((file) => existsSync(join(repository, file)));
  const walk = (folder: string): string[] => filesBelow(join(repository, folder)).map((file) => `${folder}/${file}`);
  return [...here, ...folders.flatMap(walk)].filter((file) => !skip.test(file)).sort();
}

/** The fenced blocks of a page; in a source file, those inside of comments. */
function blocksOf(page: string): Block[] {
  const comment = page.endsWith(".ts") ? String.raw`\s*\*\s?` : "";
  const fence = new RegExp(`^${comment}(\\s*)\`\`\`(\\w*)[ \\t]*(.*)$`);
  const prefix = new RegExp(`^${comment}`);
  const blocks: Block[] = [];
  let open: { line: number; language: string; info: string; lines: string[] } | undefined;
  readFileSync(join(repository, page), "utf8")
    .split("\n")
    .forEach((line, index) => {
      const match = fence.exec(line);
      if (open === undefined && match) {
        open = { line: index + 1, language: match[2] ?? "", info: match[3] ?? "", lines: [] };
      } else if (open !== undefined && match) {
        const noRun = /^no-run(?::\s*(.*))?$/.exec(open.info);
        blocks.push({
          page,
          line: open.line,
          language: open.language,
          noRun: noRun ? (noRun[1] ?? "") : undefined,
          text: open.lines.join("\n"),
        });
        open = undefined;
      } else if (open !== undefined) {
        open.lines.push(line.replace(prefix, ""));
      }
    });
  if (open !== undefined) throw new Error(`${page}:${open.line}: the block has no end`);
  return blocks;
}

const blocks = [...pages, ...sources].flatMap(blocksOf);
const typescript = blocks.filter((block) => block.language === "ts" && block.noRun === undefined);
const shell = blocks.filter((block) => /^(sh|console)$/.test(block.language) && block.noRun === undefined);

/** A printed line without the quotes round it. */
const plain = (text: string): string => text.trim().replace(/^(["'`])(.*)\1$/, "$2");

/** Lines, in order, that a snippet says it prints. */
const printedBy = (text: string): string[] =>
  [...text.matchAll(/console\.log\(.*\);\s*\/\/\s?(.+)$/gm)].map((match) => plain(match[1] ?? ""));

/**
 * The first of the expected lines that is not in what was printed, in order. `…` stands for any text, on a line of its own for any lines;
 * quotes round a whole line and the breaking of long objects into lines do not count.
 */
function firstMissing(expected: readonly string[], printed: string): string | undefined {
  const text = printed.split("\n").map(plain).join(" ").replaceAll(/\s+/g, " ");
  let from = 0;
  for (const line of expected.filter((each) => each.trim() !== "…")) {
    const words = line.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const pattern = new RegExp(`(?<!\\S)${words.replaceAll(/\s+/g, "\\s").replaceAll("…", ".*?")}(?!\\S)`, "g");
    pattern.lastIndex = from;
    if (!pattern.test(text)) return line;
    from = pattern.lastIndex;
  }
  return undefined;
}

/** The same rows as Parquet, by the DuckDB that @openbell/duckdb brings along. */
function writeParquet(csv: string, parquet: string): void {
  const copy = `import { DuckDBInstance } from "@duckdb/node-api";
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("COPY (FROM read_csv('${csv}')) TO '${parquet}'");`;
  execFileSync(process.execPath, ["--input-type=module", "-e", copy], { cwd: join(repository, "packages/duckdb") });
}

/** A folder in which a reader could stand: the packages installed, the example data there, `bars.csv` and `bars.parquet` to play with. */
function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "openbell-docs-"));
  installBuilt(folder);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  cpSync(join(repository, "examples/data"), join(folder, "examples/data"), {
    recursive: true,
    filter: (path) => !path.endsWith(".parquet"),
  });
  writeFileSync(join(folder, "bars.csv"), gunzipSync(readFileSync(join(repository, "examples/data/es-1m-2013-10-06_11.csv.gz"))));
  writeParquet(join(folder, "bars.csv"), join(folder, "bars.parquet"));
  const command = join(folder, "bin/openbell");
  mkdirSync(dirname(command));
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(repository, "packages/cli/dist/main.js")}" "$@"\n`);
  chmodSync(command, 0o755);
  return folder;
}

test("a block that does not run says why", () => {
  expect(blocks.filter((block) => block.noRun === "").map((block) => `${block.page}:${block.line}`)).toEqual([]);
});

test("blocks name a language", () => {
  expect(
    blocks.filter((block) => block.language === "" && !block.page.endsWith(".ts")).map((block) => `${block.page}:${block.line}`),
  ).toEqual([]);
});

describe("TypeScript", () => {
  let folder: string;
  beforeAll(() => {
    requireBuild("core", "cv", "duckdb");
    folder = makeFolder();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("snippets pass the type checker", () => {
    const compilerOptions = { module: "NodeNext", target: "ES2022", strict: true, noEmit: true, skipLibCheck: true, types: ["node"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["check/**/*.ts"] }));
    mkdirSync(join(folder, "check"));
    typescript.forEach((block, index) => {
      // Every snippet is a module; the comment keeps the line numbers of the page.
      writeFileSync(join(folder, "check", `${index}.ts`), `${block.text}\nexport {}; // ${block.page}:${block.line}\n`);
    });
    const { stdout } = spawnSync(process.execPath, [join(repository, "node_modules/typescript/bin/tsc"), "-p", folder], {
      cwd: folder,
      encoding: "utf8",
    });
    const complaints = stdout.replaceAll(/^check\/(\d+)\.ts\((\d+)/gm, (_, index: string, line: string) => {
      const block = typescript[Number(index)] as Block;
      return `${block.page}:${block.line + Number(line)} (`;
    });
    expect(complaints).toBe("");
  }, 120_000);

  test.for(typescript.map((block) => [`${block.page}:${block.line}`, block] as const))("%s runs", async ([, block]) => {
    const { code } = await transform(block.text, { loader: "ts", format: "esm", target: "es2022" });
    const file = join(folder, `${block.page.replaceAll(/\W/g, "-")}-${block.line}.mjs`);
    writeFileSync(file, code);
    const { stdout, stderr, status } = spawnSync(process.execPath, [file], { cwd: folder, encoding: "utf8", timeout: 60_000 });
    expect(status, `${stderr}\n${stdout}`).toBe(0);
    expect(firstMissing(printedBy(block.text), stdout), `printed:\n${stdout}`).toBeUndefined();
  });
});

describe("command line", () => {
  interface Command {
    readonly command: string;
    readonly prints: readonly string[];
  }

  /** The commands of a block, with continued lines joined; in `console` blocks they begin with `$ `. */
  function commandsOf(block: Block): Command[] {
    const lines = block.text.replaceAll(/\\\n\s*/g, "").split("\n");
    if (block.language === "sh")
      return lines.filter((line) => line.trim() && !line.startsWith("#")).map((command) => ({ command, prints: [] }));
    const commands: { command: string; prints: string[] }[] = [];
    for (const line of lines) {
      if (line.startsWith("$ ")) commands.push({ command: line.slice(2), prints: [] });
      else if (line.trim()) commands.at(-1)?.prints.push(line.trimEnd());
    }
    return commands;
  }

  /** Installing and working in the repository is not what is tested here. */
  const NOT_RUN = /^(\w+=\S+ )*(npm|npx|pnpm|git|cd)\s/;

  const shellPages = [...new Set(shell.map((block) => block.page))]
    .map((page) => ({
      page,
      commands: shell
        .filter((block) => block.page === page)
        .flatMap((block) => commandsOf(block).map(({ command, prints }) => ({ name: `${block.line}: ${command}`, command, prints })))
        .filter(({ command }) => !NOT_RUN.test(command)),
    }))
    .filter(({ commands }) => commands.length > 0);

  describe.each(shellPages)("$page", ({ commands }) => {
    let folder: string;
    beforeAll(() => {
      requireBuild("core", "cv", "duckdb", "cli");
      folder = makeFolder();
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test.for(commands)("$name", ({ command, prints }) => {
      const env = { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`, NO_COLOR: "1", COLUMNS: "140" };
      // Both streams in the order they were written, as a reader sees them.
      const printed = execFileSync("bash", ["-c", `set -euo pipefail\n{ ${command}\n} 2>&1`], {
        cwd: folder,
        encoding: "utf8",
        env,
        timeout: 60_000,
      });
      expect(firstMissing(prints, printed), `printed:\n${printed}`).toBeUndefined();
    });
  });
});

describe("links", () => {
  const anchorsOf = (page: string): Set<string> =>
    new Set(
      [...readFileSync(page, "utf8").matchAll(/^#+\s+(.*)$/gm)].map((match) =>
        (match[1] ?? "")
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
          .trim()
          .replaceAll(/\s/g, "-"),
      ),
    );

  test.each(pages)("%s leads somewhere", (page) => {
    const text = readFileSync(join(repository, page), "utf8").replaceAll(/```[\s\S]*?```/g, "");
    const wrong = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1] ?? "")
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => {
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? join(repository, page) : resolve(repository, dirname(page), path);
        return !existsSync(file) || (anchor !== undefined && file.endsWith(".md") && !anchorsOf(file).has(anchor));
      });
    expect(wrong).toEqual([]);
  });
});
