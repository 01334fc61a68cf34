import { Link } from "react-router";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { formatDayAndClock } from "../../format/time.ts";
import { paths } from "../../paths.ts";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallBadges } from "../calls/call-badges.tsx";
import { Length } from "../calls/call-times.tsx";

const DAY_CHECK_MS = 60_000;

/** A call on the page of its lead: who it was is known there, when it was comes first. */
export function LeadCallRow({ call }: { call: CallSummary }) {
  const { slug } = useBusiness();
  const now = useNow(DAY_CHECK_MS);
  return (
    <li className="border-t border-line first:border-t-0">
      <Link
        to={paths.call(slug, call.id)}
        className="block px-4 py-3 -outline-offset-2 transition-colors hover:bg-sunken/60 md:px-5"
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <time dateTime={new Date(call.startedAt).toISOString()} className="font-medium">
            {formatDayAndClock(call.startedAt, now)}
          </time>
          <CallBadges call={call} />
          <span className="ms-auto text-xs text-ink-faint">
            <Length ms={call.durationMs} />
          </span>
        </div>
        {call.summary && <p className="mt-0.5 line-clamp-2 text-ink-soft">{call.summary}</p>}
      </Link>
    </li>
  );
}
