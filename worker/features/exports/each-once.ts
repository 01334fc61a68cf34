/**
 * Pages of a list whose latest changed come first, each row once. What changes while they are read moves to the front:
 * what has come there since is read last.
 */
type Page<Row> = { items: readonly Row[]; nextCursor: string | null };

export async function* eachOnce<Row extends { id: string }>(
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): AsyncGenerator<readonly Row[]> {
  const seen = new Set<string>();
  for (let isAgain = false; ; isAgain = true) {
    let cursor: string | undefined;
    let hasNew = false;
    for (;;) {
      const { items, nextCursor } = await read(cursor);
      const fresh = items.filter(({ id }) => !seen.has(id));
      for (const { id } of fresh) seen.add(id);
      hasNew ||= fresh.length > 0;
      if (fresh.length > 0) yield fresh;
      if (nextCursor === null || (isAgain && fresh.length === 0)) break;
      cursor = nextCursor;
    }
    if (!hasNew || isAgain) return;
  }
}
