/** The ids with one moved a place forward (-1) or back (1); the same where there is no place. */
export function movedBy(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  const moved = [...ids];
  if (at < 0 || to < 0 || to >= ids.length) return moved;
  moved.splice(at, 1);
  moved.splice(to, 0, id);
  return moved;
}
