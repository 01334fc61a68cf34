/**
 * What a call's own object did not get round to, because it was lost, or D1 or the queue was: every quarter of an hour
 * calls without a summary get their job, and calls without an end are asked to end.
 */
import type { Deps } from "../../../deps.ts";
import { databaseOfSweep } from "../../../db/scope.ts";
import { findStuck, passOver, takeUnsummarised } from "./queries.ts";

/** Of each database in one run. */
const MOST = 50;

export async function sweepCalls(deps: Deps): Promise<void> {
  for (const name of Object.keys(deps.tenants)) {
    try {
      await sweep(deps, name);
    } catch (cause) {
      // Another database must not wait for this one.
      deps.log.error("calls_not_swept", { database: name, cause });
    }
  }
}

async function sweep(deps: Deps, name: string): Promise<void> {
  await deps.schema.assertWritable(name);
  const db = databaseOfSweep(deps.tenants, name);
  await passOver(db, deps.now());
  for (const { businessId, callId } of await takeUnsummarised(db, deps.now(), MOST)) {
    deps.log.warn("summary_was_missing", { businessId, callId });
    await deps.jobs.send({ type: "summarise_call", businessId, tenantDb: name, callId });
  }
  for (const { businessId, callId, callSid } of await findStuck(db, deps.now(), MOST)) {
    deps.log.warn("end_was_missing", { businessId, callId });
    await deps.callSession(callSid).closeLost({ callId, callSid, businessId, tenantDb: name });
  }
}
