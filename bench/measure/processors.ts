/** The fakes and what is measured each have a processor: else the one that waits for the other's turn shows as delay. */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";

const FAKES = "0";
const MEASURED = "1";

/** False where there is one processor or no `taskset`: then with more noise. */
function pin(pid: number, processor: string): boolean {
  return cpus().length > 1 && spawnSync("taskset", ["-acp", processor, String(pid)]).status === 0;
}

/** This process and what it starts from now on. */
export const pinFakes = (): boolean => pin(process.pid, FAKES);
export const pinMeasured = (pid: number): boolean => pin(pid, MEASURED);
