/** Whether a caller who waits for it has been rung back: said by a person, told to everybody who may see the call. */
import type { Actor } from "../../../../core/audit/actions.ts";
import type { CallBackBody, CallBackState } from "../../../../core/calls/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { auditInTenant } from "../../audit/lines.ts";
import { calledBackOf } from "../queries.ts";
import { otherEndOf } from "../../../../core/calls/other-end.ts";
import { tellTicker } from "./namesake.ts";
import { findTickable, tick, untick } from "./queries.ts";

/**
 * Done twice, it is done once: the second finds who was first in the answer. Throws `not_found`, and `conflict` when
 * nobody waits for a call, or when another tick stands there than the one that is taken back.
 */
export async function setCalledBack(
  deps: Deps,
  actor: Actor,
  scope: BusinessScope,
  callId: string,
  body: CallBackBody,
): Promise<CallBackState> {
  const call = await existing(scope, callId);
  const line = auditInTenant(deps, scope, actor, {
    action: body.done ? "call.called_back" : "call.call_back_reopened",
    record: { type: "call", id: callId, label: call.leadName ?? otherEndOf(call) },
    data: {},
  });
  const { userId, name } = actor;
  const changed = body.done
    ? await tick(scope, callId, { at: deps.now(), userId, name }, line)
    : await untick(scope, callId, body.undone, line);
  const now = await existing(scope, callId);
  const state: CallBackState = {
    callBack: now.callBack,
    calledBack: await tellTicker(deps, scope, calledBackOf(now)),
  };
  if (changed) await tell(deps, scope, now, state);
  else if (!isAsWanted(state, body)) throw new CodedError("conflict", "somebody else has changed this meanwhile");
  return state;
}

const isAsWanted = ({ callBack, calledBack }: CallBackState, { done }: CallBackBody): boolean =>
  done ? callBack && calledBack !== null : calledBack === null;

type Tickable = NonNullable<Awaited<ReturnType<typeof findTickable>>>;

async function existing(scope: BusinessScope, callId: string): Promise<Tickable> {
  const call = await findTickable(scope, callId);
  if (!call) throw new CodedError("not_found", "there is no such call");
  return call;
}

/** It stands on record; a dashboard that does not hear of it now reads it later. */
async function tell(deps: Deps, scope: BusinessScope, { id, callSid, assignedTo }: Tickable, state: CallBackState) {
  const event = { type: "call.call_back" as const, callId: id, callSid, ...state };
  await deps
    .hub(scope.businessId)
    .publish([event], assignedTo)
    .catch((cause: unknown) => deps.log.warn("call_back_not_published", { callId: id, cause: String(cause) }));
}
