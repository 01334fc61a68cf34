import { TriangleAlert } from "lucide-react";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { Notice } from "../../ui/notice.tsx";

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
      {call.endReason === "handed_off" && <p className="mt-2 font-medium">{he.call.takenAfterFailure}</p>}
    </Notice>
  );
}
