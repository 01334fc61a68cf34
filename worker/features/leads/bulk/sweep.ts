/** Actions on many leads that nobody goes on with are ended, and what they have kept goes after some days. */
import { BULK_KEPT_DAYS } from "../../../../core/leads/bulk-limits.ts";
import type { TenantDb } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { endAbandoned, forgetRun, listOldRuns } from "./sweep-queries.ts";

const HOUR_MS = 3_600_000;
const ABANDONED_AFTER_MS = HOUR_MS;
const RUNS_AT_ONCE = 50;
const CHANGES_AT_ONCE = 1_000;
/** What is left is taken the next night. */
const MOST_ROUNDS = 100;

export async function sweepRuns(deps: Deps, db: TenantDb): Promise<void> {
  const now = deps.now();
  await endAbandoned(db, now - ABANDONED_AFTER_MS, now);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const old = await listOldRuns(db, now - BULK_KEPT_DAYS * 24 * HOUR_MS, RUNS_AT_ONCE);
    for (const run of old) while (await forgetRun(db, run, CHANGES_AT_ONCE));
    if (old.length < RUNS_AT_ONCE) return;
  }
}
