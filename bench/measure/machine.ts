/** On what it was measured: numbers without it cannot be compared. */
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";

export type Machine = {
  at: string;
  cores: number;
  cpu: string;
  memoryGb: number;
  /** Of 1, 5 and 15 minutes. */
  loadBefore: number[];
  loadAfter?: number[];
  node: string;
  versions: Record<string, string>;
  /** Whether the measured processes could be given precedence. */
  goesFirst: boolean;
};

const PACKAGES = [
  "workerd",
  "miniflare",
  "@openai/agents",
  "@openai/agents-extensions",
  "realtime-voice-agents",
  "ws",
] as const;

export function describeMachine(goesFirst: boolean): Machine {
  const root = resolve(import.meta.dirname, "../..");
  const versionOf = (name: string): string =>
    (JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version;
  return {
    at: new Date().toISOString(),
    // Not the number this process is bound to: it is pinned to one.
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    loadBefore: loads(),
    node: process.version,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
    goesFirst,
  };
}

export const loads = (): number[] => loadavg().map((load) => Math.round(load * 100) / 100);
