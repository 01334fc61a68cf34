import { ArrowRight, Link as LinkIcon } from "lucide-react";
import { Link } from "react-router";
import type { ReactNode } from "react";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { formatAgo, formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { PhoneActions, PhoneNumber } from "../../ui/phone-number.tsx";
import { useCopy } from "../../ui/use-copy.ts";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallBadges } from "./call-badges.tsx";
import { CallCost } from "./call-cost.tsx";
import { Length, RunningTime } from "./call-times.tsx";
import { CallerName, otherSide } from "./caller.tsx";

const RELATIVE_STEP_MS = 10_000;

/** Where the value says by itself what it is, the label is there for screen readers only. */
function Fact({ label, quiet = false, children }: { label: string; quiet?: boolean; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5 whitespace-nowrap">
      <dt className={quiet ? "sr-only" : "text-ink-faint"}>{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function StartedAt({ at }: { at: number }) {
  const now = useNow(RELATIVE_STEP_MS);
  const ago = formatAgo(at, now);
  return (
    <time dateTime={new Date(at).toISOString()}>
      {formatDayAndClock(at, now)}
      {ago && <span className="font-normal text-ink-faint"> · {ago}</span>}
    </time>
  );
}

function CopyLink({ callId }: { callId: string }) {
  const { slug } = useBusiness();
  const { copy } = useCopy(new URL(paths.call(slug, callId), window.location.href).href, he.call.linkCopied);
  return (
    <Button variant="quiet" size="small" onPress={copy}>
      <LinkIcon aria-hidden className="size-4" />
      {he.call.copyLink}
    </Button>
  );
}

/** Who, when, how long, how it stands and what it cost. The name stays in sight while the transcript scrolls. */
export function CallHeader({ call }: { call: CallDetail }) {
  const { slug } = useBusiness();
  const isLive = call.status === "live";
  return (
    <>
      <div className="flex items-center justify-between gap-3 print:hidden">
        <Link
          to={paths.calls(slug)}
          className="-ms-1 inline-flex min-h-11 items-center gap-1.5 md:min-h-9 rounded-md px-1 text-sm text-ink-soft hover:text-ink"
        >
          <ArrowRight aria-hidden className="size-4" />
          {he.call.back}
        </Link>
        <CopyLink callId={call.id} />
      </div>
      <header className="sticky top-(--banner-height) z-20 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-1 bg-canvas px-4 py-2 md:-mx-8 md:px-8 print:static print:mx-0 print:px-0">
        <h1 className="min-w-0 max-w-full truncate text-[1.375rem] leading-tight font-semibold md:text-2xl">
          <CallerName call={call} />
        </h1>
        {!call.leadName && <PhoneActions phone={otherSide(call)} className="-ms-2" />}
        <CallBadges call={call} />
        {isLive && (
          <span className="ms-auto text-lg font-semibold text-accent-strong">
            <RunningTime since={call.answeredAt ?? call.startedAt} />
          </span>
        )}
      </header>
      <dl className="mb-5 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {call.leadName && (
          <Fact label={he.leads.facts.phone} quiet>
            <PhoneNumber phone={otherSide(call)} />
          </Fact>
        )}
        <Fact label={he.call.startedAt} quiet>
          <StartedAt at={call.startedAt} />
        </Fact>
        {call.durationMs !== null && (
          <Fact label={he.calls.duration}>
            <Length ms={call.durationMs} />
          </Fact>
        )}
        {call.status === "ended" && call.costMicroUsd !== null && call.exchangeRate !== null && (
          <Fact label={he.call.cost}>
            <CallCost call={call} microUsd={call.costMicroUsd} rate={call.exchangeRate} />
          </Fact>
        )}
      </dl>
    </>
  );
}
