import { Phone, TriangleAlert } from "lucide-react";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { isWithheld } from "../../format/phone.ts";
import { he } from "../../i18n/he.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { otherSide } from "./caller.tsx";

/** Why a call failed, in words that somebody in an office can act on. */
export function FailureBanner({ call }: { call: CallSummary }) {
  if (!call.failureCode) return null;
  const { short, why, todo } = he.failures[call.failureCode];
  return (
    <Notice tone="danger" icon={<TriangleAlert aria-hidden />} title={short}>
      <p>{why}</p>
      <p className="mt-2">
        <span className="font-medium">{he.call.whatToDo}: </span>
        {todo}
      </p>
      {call.callBack && <CallBackLink call={call} />}
    </Notice>
  );
}

function CallBackLink({ call }: { call: CallSummary }) {
  const phone = otherSide(call);
  if (isWithheld(phone)) return null;
  return (
    <a href={`tel:${phone}`} className={`${buttonClass("danger", "small")} mt-3`}>
      <Phone aria-hidden className="size-4" />
      {he.call.callBackNow}
    </a>
  );
}
