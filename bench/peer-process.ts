/** Starts and stops the process that holds a peer. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pinMeasured } from "./measure/processors.ts";
import { RUNTIMES, type PeerName, type PeerReady, type PeerSettings } from "./peer-names.ts";

export type Peer = PeerReady & { name: PeerName; stop(): Promise<void> };
export type PeerOptions = {
  /** For memory readings. */
  inspector?: boolean;
  /** Ours: its databases in the measured process itself, as Miniflare has them; default: in a process beside it. */
  databasesInside?: boolean;
  /** Ours: what it puts into its queue is done; default: it stays there, because it is no part of a call. */
  runJobs?: boolean;
};

const PROGRAMS = { workerd: "workers/host.ts", Node: "node-peers/host.ts" } as const;
const START_LIMIT_MS = 60_000;

/** SQLite waits for the disk on the thread that carries the calls; what else writes to it is none of their business. */
const MEMORY_DISK = "/dev/shm";

export async function startPeer(
  name: PeerName,
  openAiUrl: string,
  { inspector = false, databasesInside = false, runJobs = false }: PeerOptions = {},
): Promise<Peer> {
  const env = { ...process.env, ...(existsSync(MEMORY_DISK) && { TMPDIR: MEMORY_DISK }) };
  const settings: PeerSettings = { peer: name, openAiUrl, inspector, databasesInside, runJobs };
  const program = join(import.meta.dirname, PROGRAMS[RUNTIMES[name]]);
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ["pipe", "pipe", "pipe"],
    env,
  });
  const problems: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => problems.push(line));
  const lines = createInterface({ input: child.stdout });
  const ready = await Promise.race([
    once(lines, "line", { signal: AbortSignal.timeout(START_LIMIT_MS) }).then(
      ([line]) => JSON.parse(String(line)) as PeerReady,
    ),
    once(child, "exit").then(() => null),
  ]);
  if (!ready) throw new Error(`${name} did not start:\n${problems.join("\n")}`);
  pinMeasured(ready.pid);
  return {
    name,
    ...ready,
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, "exit");
      child.stdin.end();
      await gone;
    },
  };
}
