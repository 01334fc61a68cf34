/** Calls that go round in a circle: handed to a person whose phone forwards them back to the business. */
import { normalisePhone } from "../../../adapters/phone.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findAddressOwner } from "../../channels/queries.ts";
import { isBeingHandedOver } from "./queries.ts";

/** Whether the number is this business's own, at which its assistant answers. */
export async function isOwnNumber(deps: Deps, businessId: string, phone: string): Promise<boolean> {
  return (await findAddressOwner(deps.directory, "phone", phone))?.businessId === businessId;
}

export type ArrivingCall = { callSid: string; from: string; forwardedFrom: string | undefined };

/**
 * Whether a call that comes in is one that we are handing over at this moment, forwarded back to us by the phone that we
 * are ringing. Answered, it would hand itself over again, for ever. It shows one of three numbers: the caller's; the
 * business's own, which we show for a caller who withholds theirs; or that of the phone that forwards. `ForwardedFrom`,
 * which not every carrier tells, counts only where no number is shown: an office whose line forwards what nobody answers
 * sends other callers the same way.
 */
export async function comesBack(deps: Deps, scope: BusinessScope, call: ArrivingCall): Promise<boolean> {
  const from = normalisePhone(call.from).e164;
  const shown = from ?? normalisePhone(call.forwardedFrom ?? "").e164;
  if (shown === null) return false;
  const [own, known] = await Promise.all([
    shown === from && isOwnNumber(deps, scope.businessId, shown),
    isBeingHandedOver(scope, { shown, except: call.callSid, now: deps.now() }),
  ]);
  return own || known;
}
