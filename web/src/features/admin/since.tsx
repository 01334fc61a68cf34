import { formatShortDay } from "../../format/time.ts";
import { useNow } from "../../ui/use-now.ts";

const DAY_CHECK_MS = 60_000;

export function Since({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{formatShortDay(at, useNow(DAY_CHECK_MS))}</time>;
}
