import { CaptionsOff, PhoneOutgoing, Undo2 } from "lucide-react";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { Badge } from "../../ui/badge.tsx";
import { LiveDot } from "../../ui/live-dot.tsx";
import { outcomeOf } from "./call-outcome.ts";

/** What stands out about a call, the thing to do first. */
export function CallBadges({ call }: { call: CallSummary }) {
  const outcome = outcomeOf(call);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5">
      {call.status === "live" && (
        <Badge tone="accent" icon={<LiveDot />}>
          {he.calls.liveBadge}
        </Badge>
      )}
      {call.status === "ringing" && <Badge tone="accent">{he.calls.ringing}</Badge>}
      {call.callBack && (
        <Badge tone="warn" icon={<Undo2 aria-hidden />}>
          {he.calls.callBack}
        </Badge>
      )}
      {call.untranscribedTurns > 0 && (
        <Badge tone="warn" icon={<CaptionsOff aria-hidden />}>
          {he.calls.notWrittenDown}
        </Badge>
      )}
      {call.direction === "outbound" && <Badge icon={<PhoneOutgoing aria-hidden />}>{he.calls.outbound}</Badge>}
      {outcome && <Badge tone={outcome.tone}>{outcome.text}</Badge>}
    </span>
  );
}
