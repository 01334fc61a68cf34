/** Stretches of time: Unix ms, `until` does not belong to them. A list of them is sorted and has no overlaps. */
export type Span = { from: number; until: number };

/** Sorted, with those that overlap or touch made one. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else result.push({ from, until });
  }
  return result;
}

/** What is left of `spans` outside `taken`; both as `merged` leaves them. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const result: Span[] = [];
  let index = 0;
  for (const { from, until } of spans) {
    let start = from;
    while (index < taken.length && taken[index]!.until <= start) index++;
    for (let next = index; next < taken.length && taken[next]!.from < until; next++) {
      if (taken[next]!.from > start) result.push({ from: start, until: taken[next]!.from });
      start = Math.max(start, taken[next]!.until);
    }
    if (start < until) result.push({ from: start, until });
  }
  return result;
}
