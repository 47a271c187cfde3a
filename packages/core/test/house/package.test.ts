/** What @openbell/core promises as a package: no dependencies, exports that match the files built, a tarball with nothing else in it. @module */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pack } from "../../../../scripts/pnpm.mjs";
import { core, filesBelow, requireBuild, runModule } from "./support/built.js";

const manifest = JSON.parse(readFileSync(join(core, "package.json"), "utf8"));

test("the core depends on nothing", () => {
  expect(manifest.dependencies ?? {}).toEqual({});
  expect(manifest.optionalDependencies ?? {}).toEqual({});
  for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
    expect(manifest.peerDependenciesMeta?.[peer]?.optional, `peer ${peer} is optional`).toBe(true);
  }
});

test("nothing runs at install time, and importing has no side effects", () => {
  expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  expect(manifest.sideEffects).toBe(false);
});

test("one readable file out for each source file, with its declarations", () => {
  requireBuild("core");
  const modules = filesBelow(join(core, "src")).map((file) => file.replace(/\.ts$/, ""));
  expect(filesBelow(join(core, "dist"))).toEqual(modules.flatMap((name) => [`${name}.d.ts`, `${name}.js`]).sort());
});

describe("exports and built files", () => {
  interface Target {
    readonly types: string;
    readonly default: string;
  }
  const all = Object.entries(manifest.exports as Record<string, string | Target | null>);
  /** Subpaths that the wildcard would open and that stay closed. */
  const closed = all.filter(([, target]) => target === null).map(([name]) => name.replace(/^\.\//, ""));
  const entries = all.filter((entry): entry is [string, string | Target] => entry[1] !== null);

  test("what is closed exists", () => {
    expect(closed.filter((name) => !existsSync(join(core, "src", `${name}.ts`)))).toEqual([]);
  });

  test("types come first, so that every resolver finds them", () => {
    for (const [name, target] of entries) {
      if (typeof target === "object") expect(Object.keys(target), name).toEqual(["types", "default"]);
    }
  });

  test("every export has its file", () => {
    requireBuild("core");
    const built = new Set(filesBelow(core).map((file) => `./${file}`));
    for (const [name, target] of entries) {
      for (const path of typeof target === "string" ? [target] : Object.values(target)) {
        if (path.includes("*")) {
          const [before = "", after = ""] = path.split("*");
          expect(
            [...built].some((file) => file.startsWith(before) && file.endsWith(after)),
            `${name} → ${path}`,
          ).toBe(true);
        } else {
          expect(built.has(path), `${name} → ${path}`).toBe(true);
        }
      }
    }
  });

  test("every folder with an index, and every file of calendars/, is exported", () => {
    requireBuild("core");
    const doors = filesBelow(join(core, "dist")).filter(
      (file) => file.endsWith(".js") && (/^calendars\//.test(file) || /(^|\/)index\.js$/.test(file)),
    );
    const exported = (file: string): boolean =>
      entries.some(([, target]) => {
        const [before = "", after] = (typeof target === "string" ? target : target.default).replace("./dist/", "").split("*");
        return after === undefined ? file === before : file.startsWith(before) && file.endsWith(after);
      });
    expect(doors.filter((file) => !exported(file))).toEqual([]);
  });

  test("calendars/* are flat, in kebab case, one venue a file", () => {
    for (const file of filesBelow(join(core, "src/calendars"))) expect(file).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/);
  });
});

describe("the packed tarball", () => {
  let folder: string;
  let installed: string;

  beforeAll(() => {
    requireBuild("core");
    folder = mkdtempSync(join(tmpdir(), "openbell-core-"));
    installed = join(folder, "node_modules/@openbell/core");
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", pack(core, folder), "-C", installed, "--strip-components=1"]);
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("holds the built files, the manifest, the licence and the README, nothing else", () => {
    const built = filesBelow(join(core, "dist")).map((file) => `dist/${file}`);
    expect(filesBelow(installed)).toEqual(["LICENSE", "README.md", ...built, "package.json"].sort());
  });

  test("says nothing of the workspace it came from", () => {
    expect(readFileSync(join(installed, "package.json"), "utf8")).not.toContain("workspace:");
    for (const file of filesBelow(installed)) {
      expect(readFileSync(join(installed, file), "utf8"), file).not.toMatch(/\/work\/|\/home\/|\/root\/|file:\/\//);
    }
  });

  test("every calendars/* is importable from it and gives calendars as constants", () => {
    const names = filesBelow(join(installed, "dist/calendars"))
      .filter((file) => file.endsWith(".js"))
      .map((file) => basename(file, ".js"))
      .filter((name) => manifest.exports[`./calendars/${name}`] !== null);
    const script = join(folder, "import-all.mjs");
    writeFileSync(
      script,
      `const found = {};
       for (const name of ${JSON.stringify(names)}) {
         const module = await import("@openbell/core/calendars/" + name);
         found[name] = Object.entries(module).map(([key, value]) => [key, typeof value, value?.name, value?.hours?.length ?? 0]);
       }
       const { assignSessions } = await import("@openbell/core");
       found[""] = [["assignSessions", typeof assignSessions]];
       console.log(JSON.stringify(found));`,
    );
    const found: Record<string, [key: string, type: string, name?: string, hours?: number][]> = JSON.parse(runModule(script, folder));
    expect(found[""]).toEqual([["assignSessions", "function"]]);
    expect(Object.keys(found)).toHaveLength(names.length + 1);
    for (const [file, values] of Object.entries(found)) {
      if (file === "" || file.startsWith("lookup")) continue;
      expect(values.length, file).toBeGreaterThan(0);
      for (const [constant, type, name, hours] of values) {
        expect(constant).toMatch(/^[A-Z][A-Z0-9_]*$/);
        expect({ constant, type, named: Boolean(name), hours: Number(hours) > 0 }).toEqual({
          constant,
          type: "object",
          named: true,
          hours: true,
        });
      }
    }
  });
});
