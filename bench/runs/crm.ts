/** Runs bench/crm/main.ts and reads what it measured. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** As `Measured` in bench/crm/main.ts. */
export type CrmCost = {
  name: string;
  /** Rows that the screen shows. */
  shown: number;
  roundTrips: number;
  queries: number;
  rowsRead: number;
  rowsWritten: number;
  ms: number;
};
export type CrmResult = { small: CrmCost[]; large: CrmCost[] };

const FILLING_MAY_TAKE_MS = 30 * 60_000;

export function runCrm(quick: boolean): CrmResult {
  const program = join(import.meta.dirname, "../crm/main.ts");
  const output = execFileSync(process.execPath, [program, ...(quick ? ["--quick"] : [])], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    timeout: FILLING_MAY_TAKE_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as CrmResult;
}
