/** A call comes in. */
import { normalisePhone } from "../../../adapters/phone.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { findLeadOfNumber } from "../../leads/queries.ts";
import { openCall, type NewCall } from "./queries.ts";

/** Writes the call's row, with the caller's lead when the number is known. A withheld number is nobody's. */
export async function openIncomingCall(scope: BusinessScope, call: Omit<NewCall, "leadId">) {
  const phone = normalisePhone(call.from).e164;
  return openCall(scope, { ...call, leadId: phone === null ? null : await findLeadOfNumber(scope, phone) });
}
