/**
 * A process that holds one of the peers that run in workerd, told which by its first argument. Miniflare starts a
 * workerd for it alone, whose id it reports, so that its processor time and memory can be read from outside. Ends when
 * its standard input does.
 */
import { readdirSync, readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";
import { boundDatabases } from "../../dev/start/databases.ts";
import { goFirst } from "../measure/priority.ts";
import { AUTH_TOKEN, PUBLIC_URL, type PeerReady, type PeerSettings } from "../peer-names.ts";
import { bundle } from "./bundle.ts";
import { prepareDatabases } from "./prepare-ours.ts";

const COMMON = {
  modules: true,
  compatibilityDate: "2026-10-01",
  compatibilityFlags: ["nodejs_compat"],
  handleStructuredLogs: () => {},
};
const DATABASES = await boundDatabases();
const QUEUE = "bench-jobs";

const { peer, openAiUrl, inspector, databasesInside, runJobs } = JSON.parse(process.argv[2] ?? "{}") as PeerSettings;

const start = (options: V4MiniflareOptions): Miniflare => new Miniflare(convertV4MiniflareOptions(options));
const INSPECTED = inspector ? { inspectorPort: 0 } : {};

async function startRecord(): Promise<Miniflare> {
  const record = start({ ...COMMON, script: await bundle("bench/workers/record.ts"), d1Databases: DATABASES });
  await prepareDatabases(await databasesOf(record));
  return record;
}

async function databasesOf(miniflare: Miniflare): Promise<Record<string, D1Database>> {
  const found = DATABASES.map(async (name) => [name, await miniflare.getD1Database(name)] as const);
  return Object.fromEntries(await Promise.all(found)) as unknown as Record<string, D1Database>;
}

async function startOurs(record: Miniflare | null): Promise<Miniflare> {
  const ours = start({
    ...COMMON,
    ...INSPECTED,
    script: await bundle(record ? "bench/workers/ours.ts" : "worker/index.ts"),
    bindings: {
      PUBLIC_URL,
      OPENAI_BASE_URL: openAiUrl,
      OPENAI_API_KEY: "bench",
      TWILIO_ACCOUNT_SID: "ACbench",
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      JWT_SECRET: "bench-secret-bench-secret-bench-secret",
      REMOTE_DATABASES: DATABASES,
    },
    ...(record
      ? { serviceBindings: { RECORD: { external: { address: (await record.ready).host, http: {} } } } }
      : { d1Databases: DATABASES }),
    r2Buckets: ["RECORDINGS"],
    queueProducers: { JOBS: { queueName: QUEUE } },
    ...(runJobs && { queueConsumers: { [QUEUE]: { maxBatchTimeout: 1 } } }),
    durableObjects: {
      CALL_SESSION: { className: "CallSession", useSQLite: true },
      BUSINESS_HUB: { className: "BusinessHub", useSQLite: true },
    },
  });
  if (!record) {
    await prepareDatabases(await databasesOf(ours));
  }
  return ours;
}

async function startOther(name: "relay" | "sdk"): Promise<Miniflare> {
  return start({
    ...COMMON,
    ...INSPECTED,
    script: await bundle(`bench/workers/${name}.ts`),
    bindings: { OPENAI_BASE_URL: openAiUrl },
    durableObjects: { CALL: { className: name === "sdk" ? "SdkCall" : "RelayCall", useSQLite: true } },
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

/** The address of the worker's own debugger, among those of Miniflare's helpers. */
async function inspectorOf(instance: Miniflare): Promise<string> {
  const { host } = await instance.getInspectorURL();
  const targets = (await (await fetch(`http://${host}/json`)).json()) as { id: string; webSocketDebuggerUrl: string }[];
  const worker = targets.find(({ id }) => id.startsWith("core:user:"));
  if (!worker) throw new Error(`no worker to inspect among ${targets.map(({ id }) => id).join(", ")}`);
  return worker.webSocketDebuggerUrl;
}

goFirst();
const record = peer === "ours" && !databasesInside ? await startRecord() : null;
const others = workerds();
const miniflare = peer === "ours" ? await startOurs(record) : await startOther(peer === "sdk" ? "sdk" : "relay");
const url = (await miniflare.ready).origin;
const pid = workerds().find((found) => !others.includes(found));
if (pid === undefined) throw new Error("no workerd among the children of this process");
const ready: PeerReady = { url, pid, ...(inspector && { inspectorUrl: await inspectorOf(miniflare) }) };
console.log(JSON.stringify(ready));

process.stdin.resume();
process.stdin.once("end", async () => {
  await miniflare.dispose();
  await record?.dispose();
  process.exit(0);
});
