import { Link } from "react-router";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { directionOf } from "../../../../core/hebrew/direction.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { PhoneActions } from "../../ui/phone-number.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallBackTick } from "./call-back-tick.tsx";
import { CallBadges } from "./call-badges.tsx";
import { awaitsSummary } from "./call-queries.ts";
import { CallTime, Length } from "./call-times.tsx";
import { CallerName, otherSide, PhoneText } from "./caller.tsx";

const PENDING_STEP_MS = 5_000;

function SummaryLine({ call }: { call: CallSummary }) {
  const pending = awaitsSummary(call, useNow(PENDING_STEP_MS));
  if (call.summary)
    return (
      <p dir={directionOf(call.summary)} className="line-clamp-2 text-ink-soft lg:line-clamp-1">
        {call.summary}
      </p>
    );
  if (pending && !call.failureCode) return <p className="text-ink-faint">{he.calls.summaryPending}</p>;
  const none = call.callerSpoke || call.failureCode ? he.calls.noSummary : he.calls.callerSilent;
  return <p className="text-ink-faint max-lg:hidden">{none}</p>;
}

/** One ended call, with what can be done about it beside the link. Two or three lines on the phone, one on the desk. */
export function CallRow({ call }: { call: CallSummary }) {
  const { slug } = useBusiness();
  return (
    <li className="flex flex-wrap items-stretch border-t border-line first:border-t-0">
      <Link
        to={paths.call(slug, call.id)}
        className="grid min-w-0 flex-1 basis-0 grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken/60 md:px-5 lg:grid-cols-[13.5rem_minmax(0,1fr)_13rem_7.5rem] lg:items-center lg:gap-x-6"
      >
        <div className="min-w-0">
          <p className="truncate font-semibold">
            <CallerName call={call} />
          </p>
          {call.leadName && (
            <p className="hidden text-xs text-ink-faint lg:block">
              <PhoneText phone={otherSide(call)} />
            </p>
          )}
        </div>
        <div className="row-start-1 text-end text-xs leading-6 text-ink-faint max-lg:col-start-2 lg:col-start-4">
          <CallTime at={call.startedAt} />
          <span className="hidden lg:block">
            <Length ms={call.durationMs} />
          </span>
        </div>
        <div className="min-w-0 max-lg:col-span-2 lg:col-start-2 lg:row-start-1">
          <SummaryLine call={call} />
        </div>
        <div className="flex items-center justify-between gap-3 max-lg:col-span-2 lg:col-start-3 lg:row-start-1">
          <CallBadges call={call} />
          <span className="text-xs text-ink-faint lg:hidden">
            <Length ms={call.durationMs} />
          </span>
        </div>
      </Link>
      <PhoneActions
        phone={otherSide(call)}
        className="flex-col justify-center pe-1 lg:flex-row lg:items-center md:pe-3"
      />
      <CallBackTick call={call} />
    </li>
  );
}
