/** Bundles a worker as wrangler would: ES module, workerd's conditions, Node's modules left to the runtime. */
import { builtinModules } from "node:module";
import { resolve } from "node:path";
import { build, type Plugin } from "esbuild";

const BUILTINS = builtinModules.filter((name) => !name.startsWith("_")).map((name) => name.replace("/", "\\/"));

/** CommonJS packages `require("crypto")`; in an ES module that has to become an import. */
const nodeBuiltins: Plugin = {
  name: "node-builtins",
  setup(builder) {
    builder.onResolve({ filter: new RegExp(`^(node:)?(${BUILTINS.join("|")})$`) }, ({ path, kind }) => {
      const name = path.startsWith("node:") ? path : `node:${path}`;
      return kind === "require-call" ? { path: name, namespace: "required-builtin" } : { path: name, external: true };
    });
    builder.onLoad({ filter: /.*/, namespace: "required-builtin" }, ({ path }) => ({
      contents: `import builtin from "${path}"; module.exports = builtin;`,
      loader: "js",
    }));
  },
};

export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, "../..", entry)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["cloudflare:*"],
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [nodeBuiltins],
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}
