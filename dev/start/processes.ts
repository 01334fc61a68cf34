/** The processes of a local run: started in groups of their own, so that each is stopped by us, in order, and whole. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./settings.ts";

const bin = (name: string): string => join(ROOT, "node_modules", ".bin", name);
const WRANGLER = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");

export type Started = {
  name: string;
  child: ChildProcess;
  /** What it said last, oldest first. */
  lastLines: readonly string[];
  stop(): Promise<void>;
};

const LINES_KEPT = 20;

/**
 * Development servers log the path of each request, and paths hold what opens things: a stream's token, an invitation.
 * Nothing else in a path is as long.
 */
export const withoutSecrets = (line: string): string => line.replace(/(?<=[/=])[\w-]{40,}/g, "…");

/** A process that does not end by itself is ended after this. */
const PATIENCE_MS = 8_000;

const running = new Set<ChildProcess>();
// Whatever makes us end, an error or an impatient person: groups of their own would live on without us.
process.on("exit", () => {
  for (const { pid } of running) if (pid !== undefined) signalGroup(-pid, "SIGKILL");
});

/** Runs a program on the project's Node. Its lines go to `onLine`. */
export function startProcess(
  name: string,
  args: string[],
  onLine: (line: string) => void,
  env: Record<string, string> = {},
): Started {
  const child = spawn(bin("node"), args, {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", ...env },
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      const line = withoutSecrets(text);
      lastLines.push(line);
      if (lastLines.length > LINES_KEPT) lastLines.shift();
      onLine(line);
    });
  }
  return { name, child, lastLines, stop: () => stopProcess(child) };
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  const group = -child.pid;
  signalGroup(group, "SIGTERM");
  const impatience = setTimeout(() => signalGroup(group, "SIGKILL"), PATIENCE_MS);
  await gone;
  clearTimeout(impatience);
  // wrangler may leave its workerd behind when it is stopped while starting.
  signalGroup(group, "SIGKILL");
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(group, signal);
  } catch {
    // Already gone.
  }
}

/** Runs to the end and gives what it said; throws with it when it fails. */
export async function runToEnd(name: string, args: string[], env: Record<string, string> = {}): Promise<string[]> {
  const lines: string[] = [];
  const { child } = startProcess(name, args, (line) => lines.push(line), env);
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${name} failed:\n${lines.slice(-40).join("\n")}`);
  return lines;
}

export const wrangler = (...args: string[]): string[] => [WRANGLER, ...args];

/** A Worker that starts answers within ten seconds, on a busy machine within a minute. */
const START_WITHIN_MS = 180_000;

/** Asks until the address answers 200. Fails, with what the process said last, when it has ended or takes too long. */
export async function untilAnswers(url: string, started: Started): Promise<void> {
  const { name, child, lastLines } = started;
  const failed = (what: string) => new Error(`${name} ${what}:\n${lastLines.join("\n")}`);
  for (const deadline = performance.now() + START_WITHIN_MS; ;) {
    if (child.exitCode !== null || child.signalCode !== null) throw failed("ended before it answered");
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    if (performance.now() > deadline) throw failed(`did not answer within ${START_WITHIN_MS / 1_000} seconds`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
