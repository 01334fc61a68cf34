/** Which rows of one height have to be drawn, of a list that scrolls with the window. Pure. */

/** So many beyond what is seen, above and below: a fast finger meets no blank. */
const AROUND = 12;
/** What is drawn changes by so many at a time: most steps of a scroll change nothing. */
const BLOCK = 8;

/** Heights and places in px; `top`: of the first row, from the top of the document. */
export type Sight = { scrolled: number; height: number; top: number; rowPx: number; count: number };

/** `first` to `last`, both counted from 0; `last` is not among them. */
export type RowWindow = { first: number; last: number };

/** `around`: fewer where the first ones have to stand there soon. */
export function rowsInSight({ scrolled, height, top, rowPx, count }: Sight, around = AROUND): RowWindow {
  const above = Math.floor((scrolled - top) / rowPx) - around;
  const below = Math.ceil((scrolled + height - top) / rowPx) + around;
  const within = (index: number) => Math.max(0, Math.min(count, index));
  if (around === 0) return { first: within(above), last: within(below) };
  const first = within(Math.floor(above / BLOCK) * BLOCK);
  return { first, last: Math.max(first, within(Math.ceil(below / BLOCK) * BLOCK)) };
}

/** Their indexes, with that of the row that has the focus: it would lose it if it were taken away. */
export function rowsDrawn({ first, last }: RowWindow, active: number, count: number): number[] {
  const rows = Array.from({ length: last - first }, (_, step) => first + step);
  const kept = Math.min(active, count - 1);
  if (kept < 0 || (kept >= first && kept < last)) return rows;
  return kept < first ? [kept, ...rows] : [...rows, kept];
}
