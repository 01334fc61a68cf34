/**
 * A process that holds one peer: `host.ts PEER OPENAI_URL`. Miniflare starts a workerd for it alone, whose id it
 * reports, so that its processor time and memory can be read from outside. Ends when its standard input does.
 */
import { readdirSync, readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";
import { goFirst } from "../measure/priority.ts";
import { AUTH_TOKEN, PUBLIC_URL, type PeerName, type PeerReady } from "../peer-names.ts";
import { bundle } from "./bundle.ts";
import { prepareDatabases } from "./prepare-ours.ts";

const [peer, openAiUrl = ""] = process.argv.slice(2) as [PeerName, string?];

const COMMON = { modules: true, compatibilityDate: "2026-10-01", compatibilityFlags: ["nodejs_compat"], handleStructuredLogs: () => {} } as const;

async function optionsOf(name: PeerName): Promise<V4MiniflareOptions> {
  if (name !== "ours") {
    const className = name === "sdk" ? "SdkCall" : "RelayCall";
    return {
      ...COMMON,
      script: await bundle(`bench/workers/${name}.ts`),
      bindings: { OPENAI_BASE_URL: openAiUrl },
      durableObjects: { CALL: { className, useSQLite: true } },
    };
  }
  return {
    ...COMMON,
    script: await bundle("worker/index.ts"),
    bindings: {
      PUBLIC_URL,
      OPENAI_BASE_URL: openAiUrl,
      OPENAI_API_KEY: "bench",
      TWILIO_ACCOUNT_SID: "ACbench",
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      JWT_SECRET: "bench-secret-bench-secret-bench-secret",
    },
    d1Databases: ["DIRECTORY", "TENANT_0"],
    r2Buckets: ["RECORDINGS"],
    queueProducers: { JOBS: { queueName: "bench-jobs" } },
    durableObjects: { CALL_SESSION: { className: "CallSession", useSQLite: true }, BUSINESS_HUB: { className: "BusinessHub", useSQLite: true } },
  };
}

function workerdOf(parent: number): number {
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(entry);
    if (stat?.command === "workerd" && stat.parent === parent) return Number(entry);
  }
  throw new Error("no workerd among the children of this process");
}

function statOf(pid: string): { command: string; parent: number } | null {
  try {
    const match = /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return match ? { command: match[1]!, parent: Number(match[2]) } : null;
  } catch {
    return null;
  }
}

goFirst();
const miniflare = new Miniflare(convertV4MiniflareOptions(await optionsOf(peer)));
const url = (await miniflare.ready).origin;
if (peer === "ours") await prepareDatabases((await miniflare.getD1Database("DIRECTORY")) as never, (await miniflare.getD1Database("TENANT_0")) as never);
const ready: PeerReady = { url, workerdPid: workerdOf(process.pid) };
console.log(JSON.stringify(ready));

process.stdin.resume();
process.stdin.once("end", async () => {
  await miniflare.dispose();
  process.exit(0);
});
