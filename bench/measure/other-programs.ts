/**
 * What the machine does beside the benchmark, read from /proc (Linux). Process by process, because the system's own
 * total is sampled a hundred times a second and is wrong by a tenth of a processor when work comes in small pieces.
 */
import { readdirSync, readFileSync } from "node:fs";
import { statFields, TICKS_PER_SECOND } from "./process-usage.ts";

/** `ticks`: of processor time, with that of its children that have ended. */
export type ProcessTime = { pid: number; parent: number; ticks: number };

/** Seconds of processor time since they began: of all processes but this one and what it started, and of other machines. */
export function othersCpuSeconds(): number {
  const processes = readdirSync("/proc").flatMap((entry) => (/^\d+$/.test(entry) ? readProcess(Number(entry)) : []));
  return (ticksOutside(processes, process.pid) + stolenTicks(readFileSync("/proc/stat", "utf8"))) / TICKS_PER_SECOND;
}

/** The sum over those that do not descend from `root`. */
export function ticksOutside(processes: readonly ProcessTime[], root: number): number {
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || descends(parents.get(pid)));
  return processes.reduce((sum, { pid, ticks }) => (descends(pid) ? sum : sum + ticks), 0);
}

/** From the text of /proc/stat: what other virtual machines on the same hardware took from this one. */
export const stolenTicks = (stat: string): number => Number(/^cpu +(?:\d+ ){7}(\d+)/m.exec(stat)?.[1] ?? 0);

function readProcess(pid: number): ProcessTime[] {
  try {
    const fields = statFields(readFileSync(`/proc/${pid}/stat`, "utf8"));
    // utime, stime, cutime, cstime
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid, parent: Number(fields[1]), ticks }];
  } catch {
    // It ended meanwhile.
    return [];
  }
}
