import { useQuery } from "@tanstack/react-query";
import { formatDayAndClock } from "../../format/time.ts";
import { he } from "../../i18n/he.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { LoadingNote, Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../../ui/use-now.ts";
import { accountEventsQuery } from "./account-queries.ts";

const t = he.accountEvents;
const TIME_STEP_MS = 60_000;

/** What others did with this account, and its passwords. */
export function EventsSection() {
  const { data, error, refetch } = useQuery(accountEventsQuery);
  const now = useNow(TIME_STEP_MS);
  if (!data) {
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <div>
        <LoadingNote />
        <Skeleton className="h-12" />
      </div>
    );
  }
  if (data.length === 0) return <p className="text-ink-soft">{t.none}</p>;
  return (
    <ul aria-label={t.title}>
      {data.map(({ id, at, kind, byName, businessName }) => (
        <li key={id} className="border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0">
          <p className="font-medium">{t.what[kind](byName)}</p>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-ink-soft">
            <span>{formatDayAndClock(at, now)}</span>
            {businessName !== null && <span>{businessName}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
