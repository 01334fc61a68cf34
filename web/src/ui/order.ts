/** The order of things by their ids. Pure. */

/** As `ids` say; what they do not name, as what came in the meantime, stands behind in its own order. */
export function inOrder<Thing extends { id: string }>(
  things: readonly Thing[],
  ids: readonly string[] | undefined,
): readonly Thing[] {
  if (ids === undefined) return things;
  const named = ids.flatMap((id) => things.find((thing) => thing.id === id) ?? []);
  return [...named, ...things.filter((thing) => !named.includes(thing))];
}

/** `moved` stand before or after `target`, in the order in which they were. */
export function orderAfterDrop(
  ids: readonly string[],
  moved: ReadonlySet<string>,
  target: { id: string; position: "before" | "after" },
): string[] {
  const staying = ids.filter((id) => !moved.has(id));
  const place = staying.indexOf(target.id);
  // Dropped on itself: nothing changes.
  if (place === -1) return [...ids];
  const at = target.position === "before" ? place : place + 1;
  return [...staying.slice(0, at), ...ids.filter((id) => moved.has(id)), ...staying.slice(at)];
}

/** One place towards the beginning (-1) or the end (1); at the end of the list it stays. */
export function orderAfterStep(ids: readonly string[], id: string, step: -1 | 1): string[] {
  const place = ids.indexOf(id);
  const other = ids[place + step];
  if (place === -1 || other === undefined) return [...ids];
  return ids.map((each) => (each === id ? other : each === other ? id : each));
}
