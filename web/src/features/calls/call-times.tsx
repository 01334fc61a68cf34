import { formatAgo, formatClock, formatDuration } from "../../format/time.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { useNow } from "../../ui/use-now.ts";

const RELATIVE_STEP_MS = 10_000;
const SECOND_MS = 1_000;

/** The clock time, and how long ago while that is still the handier one. */
export function CallTime({ at }: { at: number }) {
  const ago = formatAgo(at, useNow(RELATIVE_STEP_MS));
  return (
    <time dateTime={new Date(at).toISOString()} className="whitespace-nowrap">
      {ago && <span className="text-ink-soft">{ago} · </span>}
      {formatClock(at)}
    </time>
  );
}

/** Counts up while the call runs. */
export const RunningTime = ({ since }: { since: number }) => <Ltr>{formatDuration(useNow(SECOND_MS) - since)}</Ltr>;

export const Length = ({ ms }: { ms: number | null }) => (ms === null ? null : <Ltr>{formatDuration(ms)}</Ltr>);
