/** What is left to do for a call whose object has lost it: write what was said, give it an end, ask for its summary. */
import { END_REASONS } from "../../core/calls/end-reason.ts";
import { FAILURE_CODES, type FailureCode } from "../../core/calls/failure.ts";
import { eventOfHandOff, type HandOff } from "../../core/calls/hand-off.ts";
import { scopeOfIdentity } from "../../worker/db/scope.ts";
import type { Deps } from "../../worker/deps.ts";
import { findAssignee, findCall, writeCall, type CallWrite } from "../../worker/features/calls/record/queries.ts";
import type { CallIdentity } from "./call-identity.ts";
import type { CallJournal } from "./call-journal.ts";

/** Enough to find the record of a call. */
export type CallPlace = Pick<CallIdentity, "callId" | "callSid" | "businessId" | "tenantDb">;

/**
 * For a call whose object is gone and will not come back: the record says so, and somebody rings back. Also for one that
 * ended while its object was there and did not get to asking for the summary. Safe to repeat; throws when D1 or the
 * queue cannot be reached.
 */
export async function closeLostCall(
  deps: Deps,
  identity: CallPlace,
  journal: CallJournal,
  failure: FailureCode | null = null,
): Promise<void> {
  const { callId, callSid, businessId, tenantDb } = identity;
  await deps.schema.assertWritable(tenantDb);
  const scope = scopeOfIdentity(deps.tenants, identity);
  await writeJournal(deps, identity, journal);
  const row = await findCall(scope, callId);
  if (!row) return;
  if (row.status !== "ended") {
    const lost = row.answeredAt === null ? "never_connected" : "lost";
    const ending = { reason: failure ? "failed" : lost, failure, callBack: true, endedAt: deps.now() } as const;
    await writeCall(scope, callId, [{ write: "ended", ending }]);
    const ended = { type: "call.ended" as const, callId, callSid, ...ending };
    // Whoever looks reads the record; that the hub cannot be told must not keep the call from its summary.
    await deps
      .hub(businessId)
      .publish([ended], await findAssignee(scope, row.leadId))
      .catch((cause: unknown) => deps.log.warn("end_not_published", { callId, businessId, cause: String(cause) }));
  }
  if (row.summary === null) await deps.jobs.send({ type: "summarise_call", businessId, tenantDb, callId });
}

/**
 * Brings the record up to where the lost object was, for a reader. The journal stays for whoever takes the call up, who
 * may be doing so right now: written twice, it gives the same record. False: nothing was left.
 */
export async function writeLeftBehind(deps: Deps, identity: CallPlace, journal: CallJournal): Promise<boolean> {
  const unwritten = await journal.read();
  if (unwritten.length === 0) return false;
  await writeCall(scopeOfIdentity(deps.tenants, identity), identity.callId, unwritten);
  return true;
}

/** The same, for whoever takes the call up or closes it. */
export async function writeJournal(deps: Deps, identity: CallPlace, journal: CallJournal): Promise<void> {
  await writeLeftBehind(deps, identity, journal);
  journal.keep([]);
}

/**
 * What became of a hand-off, for an object that has lost its call meanwhile. False: the database cannot be reached; it
 * stands in the journal then, behind what was there already.
 */
export async function noteHandOff(
  deps: Deps,
  identity: CallPlace,
  journal: CallJournal,
  handOff: HandOff,
): Promise<boolean> {
  const { callId, callSid, businessId } = identity;
  const event = eventOfHandOff(handOff);
  if (!event) return true;
  const writes: CallWrite[] = [{ write: "lateEvent", event: { ...event, at: deps.now() } }];
  if (handOff.is === "taken") writes.push({ write: "handedOff" });
  journal.keep([...(await journal.read()), ...writes]);
  try {
    await deps.schema.assertWritable(identity.tenantDb);
    await writeJournal(deps, identity, journal);
    const row = await findCall(scopeOfIdentity(deps.tenants, identity), callId);
    if (row?.endedAt == null) return true;
    const { endedAt, leadId, callBack } = row;
    const reason = END_REASONS.find((known) => known === row.endReason) ?? "lost";
    const failure = FAILURE_CODES.find((known) => known === row.failureCode) ?? null;
    const ended = { type: "call.ended" as const, callId, callSid, endedAt, reason, failure, callBack };
    await deps.hub(businessId).publish([ended], await findAssignee(scopeOfIdentity(deps.tenants, identity), leadId));
    return true;
  } catch (cause) {
    deps.log.error("hand_off_not_noted", { callId, businessId, is: handOff.is, cause });
    return false;
  }
}
