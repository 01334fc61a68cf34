/** Whose time it was: what the stand-in model took for itself, out of what the caller waited. */

/** In ms of performance.now(). */
export type Interval = { from: number; to: number };

/** How much of the time between `from` and `to` lies in any of the intervals; where they overlap it counts once. */
export function coveredMs(intervals: readonly Interval[], from: number, to: number): number {
  let covered = 0;
  let reached = from;
  for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(interval.from, reached);
    const end = Math.min(interval.to, to);
    if (end <= start) continue;
    covered += end - start;
    reached = end;
  }
  return covered;
}
