/** Bundles a worker as wrangler would: ES module, workerd's conditions, Node's modules left to the runtime. */
import { readFileSync } from "node:fs";
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

const X = process.env["X"] ?? "";
const swap = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error("patch does not apply: " + from);
  return text.replace(from, to);
};
const patches: Plugin = {
  name: "patches",
  setup(builder) {
    builder.onLoad(
      { filter: /(live-call|openai-realtime|outbox|twilio-leg|transmit-queue|call-opening|playout)\.ts$/ },
      ({ path }) => {
        let t = readFileSync(path, "utf8");
        if (path.endsWith("call-opening.ts") && X.includes("nohub"))
          t = swap(t, "publish: (events) => hub.publish(events)", "publish: async () => {}");
        if (path.endsWith("call-opening.ts") && X.includes("nowrite"))
          t = swap(
            t,
            "write: (batch) => writeCall(scope, identity.callId, batch)",
            "write: async (batch) => { if (batch.some((e) => e.write === 'answered' || e.write === 'ended')) await writeCall(scope, identity.callId, batch); }",
          );
        if (path.endsWith("playout.ts") && X.includes("fastdown"))
          t = swap(
            t,
            "    const first = this.#queue.push(itemId, delta, this.#deps.now());",
            'if (this.#sounding) return void this.#deps.send(`{"event":"media","streamSid":"MZ0123456789abcdef0123456789abcdef","media":{"payload":"${delta}"}}`); const first = this.#queue.push(itemId, delta, this.#deps.now());',
          );
        return { contents: t, loader: "ts" };
      },
    );
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
    plugins: [nodeBuiltins, patches],
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}
