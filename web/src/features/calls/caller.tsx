import type { CallSummary } from "../../../../core/calls/wire.ts";
import { isWithheld } from "../../../../core/calls/withheld.ts";
import { formatPhone } from "../../format/phone.ts";
import { he } from "../../i18n/he.ts";
import { Ltr } from "../../ui/ltr.tsx";

/** The other side of the call: who rang, or who was rung. */
export const otherSide = (call: Pick<CallSummary, "direction" | "from" | "to">): string =>
  call.direction === "inbound" ? call.from : call.to;

export function PhoneText({ phone }: { phone: string }) {
  return isWithheld(phone) ? <>{he.phone.hidden}</> : <Ltr className="whitespace-nowrap">{formatPhone(phone)}</Ltr>;
}

type Known = Pick<CallSummary, "leadName" | "direction" | "from" | "to">;

/** The name when it is known, else the number. */
export const CallerName = ({ call }: { call: Known }) => call.leadName ?? <PhoneText phone={otherSide(call)} />;

/** As plain text, for titles and labels. */
export function callerText(call: Known): string {
  if (call.leadName) return call.leadName;
  const phone = otherSide(call);
  return isWithheld(phone) ? he.phone.hidden : `\u2066${formatPhone(phone)}\u2069`;
}
