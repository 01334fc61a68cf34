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

const COMMON = { modules: true, compatibilityDate: "2026-10-01", compatibilityFlags: ["nodejs_compat"], handleStructuredLogs: () => {} } as const;
const DATABASES = ["DIRECTORY", "TENANT_0"] as const;

const start = (options: V4MiniflareOptions): Miniflare => new Miniflare(convertV4MiniflareOptions(options));

async function startRecord(): Promise<Miniflare> {
  const record = start({ ...COMMON, script: await bundle("bench/workers/record.ts"), d1Databases: [...DATABASES] });
  const [directory, tenant] = await Promise.all(DATABASES.map((name) => record.getD1Database(name)));
  await prepareDatabases(directory as never, tenant as never);
  return record;
}

async function startOurs(openAiUrl: string, record: Miniflare | null): Promise<Miniflare> {
  const ours = start({
    ...COMMON,
    script: await bundle(record ? "bench/workers/x-ours.ts" : "worker/index.ts"),
    bindings: {
      X: process.env['X'] ?? '',
      PUBLIC_URL,
      OPENAI_BASE_URL: openAiUrl,
      OPENAI_API_KEY: "bench",
      TWILIO_ACCOUNT_SID: "ACbench",
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      JWT_SECRET: "bench-secret-bench-secret-bench-secret",
    },
    ...(record ? { serviceBindings: { RECORD: { external: { address: (await record.ready).host, http: {} } } } } : { d1Databases: [...DATABASES] }),
    r2Buckets: ["RECORDINGS"],
    queueProducers: { JOBS: { queueName: "bench-jobs" } },
    durableObjects: { CALL_SESSION: { className: "CallSession", useSQLite: true }, BUSINESS_HUB: { className: "BusinessHub", useSQLite: true } },
  });
  if (!record) {
    const [directory, tenant] = await Promise.all(DATABASES.map((name) => ours.getD1Database(name)));
    await prepareDatabases(directory as never, tenant as never);
  }
  return ours;
}

async function startOther(peer: "relay" | "sdk", openAiUrl: string): Promise<Miniflare> {
  return start({
    ...COMMON,
    script: await bundle(`bench/workers/${peer}.ts`),
    bindings: { OPENAI_BASE_URL: openAiUrl },
    durableObjects: { CALL: { className: peer === "sdk" ? "SdkCall" : "RelayCall", useSQLite: true } },
  });
}

/** The workerd processes among this process's children. */
function workerds(): number[] {
  const found: number[] = [];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const match = /^\d+ \((.*)\) \S (\d+)/.exec(readStat(entry));
    if (match?.[1] === "workerd" && Number(match[2]) === process.pid) found.push(Number(entry));
  }
  return found;
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}

const [peer, openAiUrl = "", databases = "elsewhere"] = process.argv.slice(2) as [PeerName, string?, string?];
goFirst();
const record = peer === "ours" && databases === "elsewhere" ? await startRecord() : null;
const others = workerds();
const miniflare = peer === "ours" ? await startOurs(openAiUrl, record) : await startOther(peer, openAiUrl);
const url = (await miniflare.ready).origin;
const workerdPid = workerds().find((pid) => !others.includes(pid));
if (workerdPid === undefined) throw new Error("no workerd among the children of this process");
console.log(JSON.stringify({ url, workerdPid } satisfies PeerReady));

process.stdin.resume();
process.stdin.once("end", async () => {
  await miniflare.dispose();
  await record?.dispose();
  process.exit(0);
});
