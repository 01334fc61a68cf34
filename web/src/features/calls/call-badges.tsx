import { CaptionsOff, Check, PhoneOutgoing, Undo2 } from "lucide-react";
import { isToCallBack, type CallSummary } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { Badge } from "../../ui/badge.tsx";
import { LiveDot } from "../../ui/live-dot.tsx";
import { outcomesOf } from "./call-outcome.ts";

/** What stands out about a call, the thing to do first. */
export function CallBadges({ call }: { call: CallSummary }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5">
      {call.status === "live" && (
        <Badge tone="accent" icon={<LiveDot />}>
          {he.calls.liveBadge}
        </Badge>
      )}
      {call.status === "ringing" && <Badge tone="accent">{he.calls.ringing}</Badge>}
      {isToCallBack(call) && (
        <Badge tone="warn" icon={<Undo2 aria-hidden />}>
          {he.calls.callBack}
        </Badge>
      )}
      {call.calledBack && <Badge icon={<Check aria-hidden />}>{he.calls.calledBack}</Badge>}
      {call.untranscribedTurns > 0 && (
        <Badge tone="warn" icon={<CaptionsOff aria-hidden />}>
          {he.calls.notWrittenDown}
        </Badge>
      )}
      {call.direction === "outbound" && <Badge icon={<PhoneOutgoing aria-hidden />}>{he.calls.outbound}</Badge>}
      {outcomesOf(call).map(({ tone, text }) => (
        <Badge key={text} tone={tone}>
          {text}
        </Badge>
      ))}
    </span>
  );
}
