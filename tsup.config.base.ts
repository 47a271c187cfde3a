import { defineConfig, type Options } from "tsup";

/**
 * The build of every package: one readable file out for each source file, so that a venue nobody imports costs nobody a byte and a stack
 * trace points at a file one can open. Declarations come from `tsc` (the package's build script).
 */
export const oneFilePerSource = (options: Options = {}): ReturnType<typeof defineConfig> =>
  defineConfig({
    entry: ["src/**/*.ts"],
    format: ["esm"],
    target: "es2022",
    tsconfig: "tsconfig.build.json",
    bundle: false,
    dts: false,
    clean: true,
    silent: true,
    ...options,
  });
