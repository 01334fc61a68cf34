import { ChevronLeft } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { he } from "../../i18n/he.ts";
import { useFollowedCall } from "../../live/live-context.ts";
import { useLiveTurns } from "../../live/live-queries.ts";
import { paths } from "../../paths.ts";
import { LiveDot } from "../../ui/live-dot.tsx";
import { PhoneActions } from "../../ui/phone-number.tsx";
import { useIsInSight } from "../../ui/use-is-in-sight.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallerName, otherSide, PhoneText } from "./caller.tsx";
import { RunningTime } from "./call-times.tsx";

/** The last words that were said, as they are said. */
function LastWords({ callId }: { callId: string }) {
  const { businessId } = useBusiness();
  const last = useLiveTurns(businessId, callId).findLast((turn) => turn.text !== "");
  if (!last) return <p className="text-ink-faint">{he.calls.waitingForSpeech}</p>;
  return (
    <p className="line-clamp-2 text-ink-soft">
      <span className="font-medium text-ink">{last.role === "assistant" ? he.call.assistant : he.call.caller}: </span>
      {last.text}
    </p>
  );
}

export function LiveCallCard({ call }: { call: CallSummary }) {
  const { slug } = useBusiness();
  const [row, setRow] = useState<HTMLElement | null>(null);
  useFollowedCall(call.callSid, useIsInSight(row));
  return (
    <li
      ref={setRow}
      className="flex animate-arrive items-center rounded-xl border border-accent-line bg-accent-soft/60 transition-colors hover:bg-accent-soft"
    >
      <Link
        to={paths.call(slug, call.id)}
        className="flex min-w-0 flex-1 items-center gap-4 rounded-xl py-3.5 ps-4 pe-2 md:ps-5"
      >
        <LiveDot className="size-2.5 [&>span]:size-2.5" />
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline justify-between gap-3">
            <p className="min-w-0 truncate font-semibold">
              <CallerName call={call} />
              {call.leadName && (
                <span className="ms-2 text-xs font-normal text-ink-soft max-sm:hidden">
                  <PhoneText phone={otherSide(call)} />
                </span>
              )}
            </p>
            <p className="shrink-0 text-sm font-medium text-accent-strong">
              {call.status === "ringing" ? he.calls.ringing : <RunningTime since={call.answeredAt ?? call.startedAt} />}
            </p>
          </div>
          <LastWords callId={call.id} />
        </div>
        <ChevronLeft aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Link>
      <PhoneActions phone={otherSide(call)} className="pe-1 max-md:flex-col md:pe-3" />
    </li>
  );
}
