import { oneFilePerSource } from "../../tsup.config.base.js";

/** SQL becomes a part of the file that imports it; every other import stays one, so that there is still one file out for each source. */
const onlySql = {
  name: "only-sql",
  setup(build: {
    onResolve(options: { filter: RegExp }, resolve: (args: { path: string; kind: string }) => object | undefined): void;
  }): void {
    build.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === "entry-point" || path.endsWith(".sql") ? undefined : { path, external: true },
    );
  },
};

export default oneFilePerSource({ bundle: true, splitting: false, esbuildPlugins: [onlySql], loader: { ".sql": "text" } });
