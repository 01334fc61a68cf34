/**
 * What a call's own object did not get round to, because it was lost, or D1 or the queue was: every quarter of an hour
 * calls without a summary get their job, and calls without an end are asked to end. Each call by itself: one that fails
 * is logged and passed over.
 */
import type { Deps } from "../../../deps.ts";
import type { TenantDb } from "../../../db/scope.ts";
import { inEachDatabase } from "../../../each-database.ts";
import { giveBackAsks, passOver, takeStuck, takeUnsummarised, type UnfinishedCall } from "./queries.ts";

/** Of each database in one run. */
const MOST = 50;

export const sweepCalls = (deps: Deps): Promise<void> =>
  inEachDatabase(deps, "calls_not_swept", { askForSummaries, closeStuck });

async function askForSummaries(deps: Deps, db: TenantDb, tenantDb: string): Promise<void> {
  await passOver(db, deps.now());
  const unsent: UnfinishedCall[] = [];
  for (const call of await takeUnsummarised(db, deps.now(), MOST)) {
    const { businessId, callId } = call;
    deps.log.warn("summary_was_missing", { businessId, callId });
    try {
      await deps.jobs.send({ type: "summarise_call", businessId, tenantDb, callId });
    } catch (cause) {
      unsent.push(call);
      deps.log.error("summary_not_asked_for", { businessId, callId, cause });
    }
  }
  if (unsent.length > 0) await giveBackAsks(db, unsent);
}

async function closeStuck(deps: Deps, db: TenantDb, tenantDb: string): Promise<void> {
  for (const { businessId, callId, callSid } of await takeStuck(db, deps.now(), MOST)) {
    deps.log.warn("end_was_missing", { businessId, callId });
    try {
      await deps.callSession(callSid).closeLost({ callId, callSid, businessId, tenantDb });
    } catch (cause) {
      deps.log.error("stuck_call_not_closed", { businessId, callId, cause });
    }
  }
}
