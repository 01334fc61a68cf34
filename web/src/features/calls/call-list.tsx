import { PhoneIncoming } from "lucide-react";
import type { ReactNode } from "react";
import { seesOnlyOwn } from "../../../../core/auth/permissions.ts";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { formatDay } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import type { CallsFilter } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useBusiness } from "../business/business-context.ts";
import { CallRow } from "./call-row.tsx";
import { splitCalls, type CallDay } from "./group-calls.ts";
import { LiveCallCard } from "./live-call-card.tsx";

const DAY_CHECK_MS = 60_000;

export function RunningCalls({ calls }: { calls: readonly CallSummary[] }) {
  if (calls.length === 0) return null;
  return (
    <section aria-labelledby="live-now" className="mb-7">
      <h2 id="live-now" className="mb-2 text-sm font-semibold text-accent-strong">
        {he.calls.liveNow}
      </h2>
      <ul className="flex flex-col gap-2">
        {calls.map((call) => (
          <LiveCallCard key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

function Day({ day }: { day: CallDay }) {
  const now = useNow(DAY_CHECK_MS);
  return (
    <section aria-labelledby={`day-${day.key}`} className="mb-6">
      <h2 id={`day-${day.key}`} className="mb-2 text-sm font-semibold text-ink-soft">
        {formatDay(day.at, now)}
      </h2>
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {day.calls.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

export function NoCalls({ filter }: { filter: CallsFilter }) {
  const { role, agentsSee } = useBusiness();
  const texts = seesOnlyOwn(role, agentsSee) ? he.calls.emptyOwn : he.calls.empty;
  return <EmptyState icon={<PhoneIncoming aria-hidden />} {...texts[filter]} />;
}

export function CallList({
  listed,
  live,
  empty,
}: {
  listed: readonly CallSummary[];
  live: readonly CallSummary[];
  /** What is shown where there are none. */ empty: ReactNode;
}) {
  const { running, days } = splitCalls(listed, live);
  if (running.length === 0 && days.length === 0) return empty;
  return (
    <>
      <RunningCalls calls={running} />
      {days.map((day) => (
        <Day key={day.key} day={day} />
      ))}
    </>
  );
}
