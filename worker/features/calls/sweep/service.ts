/**
 * What a call's own object did not get round to, because it was lost, or D1 or the queue was: every quarter of an hour
 * calls without a summary get their job, and calls without an end are asked to end. Each call by itself: one that fails
 * is logged and passed over.
 */
import type { Deps } from "../../../deps.ts";
import { databaseOfSweep, type TenantDb } from "../../../db/scope.ts";
import { giveBackAsks, passOver, takeStuck, takeUnsummarised, type UnfinishedCall } from "./queries.ts";

/** Of each database in one run. */
const MOST = 50;

export async function sweepCalls(deps: Deps): Promise<void> {
  for (const database of Object.keys(deps.tenants)) {
    for (const part of [askForSummaries, closeStuck]) {
      try {
        await deps.schema.assertWritable(database);
        await part(deps, databaseOfSweep(deps.tenants, database), database);
      } catch (cause) {
        // Neither another database nor the other part must wait for this one.
        deps.log.error("calls_not_swept", { database, part: part.name, cause });
      }
    }
  }
}

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
