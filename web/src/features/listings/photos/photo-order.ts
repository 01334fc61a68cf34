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

/** The ids with some of them put before or after another one, in the order in which they stood. */
export function movedTo(
  ids: readonly string[],
  keys: ReadonlySet<string>,
  target: string,
  where: "before" | "after",
): string[] {
  if (keys.has(target) || !ids.includes(target)) return [...ids];
  const moved = ids.filter((id) => keys.has(id));
  return ids
    .filter((id) => !keys.has(id))
    .flatMap((id) => (id !== target ? [id] : where === "before" ? [...moved, id] : [id, ...moved]));
}
