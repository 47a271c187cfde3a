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

/** The same for a package that imports files as text: they become a part of the file that imports them, every other import stays one. */
export const oneFilePerSourceWithText = (extension: ".lua" | ".sql"): ReturnType<typeof defineConfig> =>
  oneFilePerSource({
    bundle: true,
    splitting: false,
    loader: { [extension]: "text" },
    esbuildPlugins: [
      {
        name: "only-text",
        setup(build) {
          build.onResolve({ filter: /./ }, ({ path, kind }) =>
            kind === "entry-point" || path.endsWith(extension) ? undefined : { path, external: true },
          );
        },
      },
    ],
  });
