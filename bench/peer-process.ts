/** Starts and stops the process that holds a peer. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PeerName, PeerReady } from "./peer-names.ts";

export type Peer = { name: PeerName; url: string; workerdPid: number; stop(): Promise<void> };

const START_LIMIT_MS = 60_000;

export async function startPeer(name: PeerName, openAiUrl: string): Promise<Peer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "workers/host.ts"), name, openAiUrl], { stdio: ["pipe", "pipe", "pipe"] });
  const problems: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => problems.push(line));
  const lines = createInterface({ input: child.stdout });
  const ready = await Promise.race([
    once(lines, "line", { signal: AbortSignal.timeout(START_LIMIT_MS) }).then(([line]) => JSON.parse(String(line)) as PeerReady),
    once(child, "exit").then(() => null),
  ]);
  if (!ready) throw new Error(`${name} did not start:\n${problems.join("\n")}`);
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
