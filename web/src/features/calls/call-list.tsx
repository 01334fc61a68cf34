import { PhoneIncoming } from "lucide-react";
import type { CallSummary } from "../../../../core/calls/wire.ts";
import { formatDay } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import type { CallsFilter } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useNow } from "../../ui/use-now.ts";
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

export const NoCalls = ({ filter }: { filter: CallsFilter }) => (
  <EmptyState icon={<PhoneIncoming aria-hidden />} {...he.calls.empty[filter]} />
);

export function CallList({
  listed,
  live,
  filter,
}: {
  listed: readonly CallSummary[];
  live: readonly CallSummary[];
  filter: CallsFilter;
}) {
  const { running, days } = splitCalls(listed, live);
  if (running.length === 0 && days.length === 0) return <NoCalls filter={filter} />;
  return (
    <>
      <RunningCalls calls={running} />
      {days.map((day) => (
        <Day key={day.key} day={day} />
      ))}
    </>
  );
}
