/** Calls that are being handed to a person at this moment. */
import { and, eq, exists, gte, ne, notExists, or, sql } from "drizzle-orm";
import type { CallEventKind } from "../../../../core/calls/call-record.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { businessSettings, callEvents, calls } from "../../../db/tenant/schema.ts";

/** Whether the call that is looked at has such an event, of `since` at the earliest. */
const hasEvent = (scope: BusinessScope, kind: CallEventKind, since = 0) =>
  scope.db
    .select({ one: sql`1` })
    .from(callEvents)
    .where(
      and(
        eq(callEvents.businessId, calls.businessId),
        eq(callEvents.callId, calls.id),
        eq(callEvents.kind, kind),
        gte(callEvents.at, since),
      ),
    );

/** Twilio ends every call after four hours: no older one can be handed over now. */
const LONGEST_CALL_MS = 4 * 3_600_000;
/** Ringing a person takes 25 s at the most, and their phone forwards at once or after some of that. */
const HANDING_OVER_MS = 60_000;

/**
 * Whether a call is being handed over that one which shows this number may be: one of the same caller's, or any, where
 * it is the number that is rung. `shown`: E.164.
 */
export async function isBeingHandedOver(
  scope: BusinessScope,
  { shown, except, now }: { shown: string; except: string; now: number },
): Promise<boolean> {
  const rung = scope.db
    .select({ one: sql`1` })
    .from(businessSettings)
    .where(and(eq(businessSettings.businessId, calls.businessId), eq(businessSettings.handoffPhone, shown)));
  const rows = await scope.db
    .select({ id: calls.id })
    .from(calls)
    .where(
      and(
        eq(calls.businessId, scope.businessId),
        gte(calls.startedAt, now - LONGEST_CALL_MS),
        gte(calls.endedAt, now - HANDING_OVER_MS),
        ne(calls.callSid, except),
        or(eq(calls.from, shown), exists(rung)),
        exists(hasEvent(scope, "handoff_started", now - HANDING_OVER_MS)),
        notExists(hasEvent(scope, "handed_off")),
        notExists(hasEvent(scope, "handoff_failed")),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
