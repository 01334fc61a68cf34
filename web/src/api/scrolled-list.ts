/**
 * Lists that are read page by page, newest first. Whatever makes such a list be asked for again (an event, a return to
 * the page, a timer), asks for its first page alone: what stands below is kept, without what has moved to the top. A row
 * far down that changes in its place is patched by whoever hears of the change.
 */
import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";

export type ListPage<Item> = { items: Item[]; nextCursor: string | null };
export type ListPages<Item> = InfiniteData<ListPage<Item>, string | null>;
type Asked = { client: QueryClient; queryKey: QueryKey; pageParam: string | null; signal: AbortSignal };

/** The `queryFn` of such a list. */
export const pageOfScrolled =
  <Item extends { id: string }>(ask: (cursor: string | null, signal: AbortSignal) => Promise<ListPage<Item>>) =>
  async ({ client, queryKey, pageParam, signal }: Asked): Promise<ListPage<Item>> => {
    const shown = client.getQueryData<ListPages<Item>>(queryKey);
    if (shown === undefined || shown.pages.length < 2) return ask(pageParam, signal);
    if (pageParam !== null) return shown.pages[shown.pageParams.indexOf(pageParam)] ?? ask(pageParam, signal);
    const fresh = await ask(null, signal);
    // What was told meanwhile is in it.
    const now = client.getQueryData<ListPages<Item>>(queryKey) ?? shown;
    const renewed = withNewest(now, fresh);
    // From here the pages that follow are taken.
    client.setQueryData<ListPages<Item>>(queryKey, renewed);
    return renewed.pages[0] ?? fresh;
  };

/**
 * The list with its first page as it is now. Below the last row of that page which was there before everything stays;
 * where none was, more is new than one page, and the list begins anew.
 */
export function withNewest<Item extends { id: string }>(
  shown: ListPages<Item>,
  fresh: ListPage<Item>,
): ListPages<Item> {
  const placeOf = new Map(
    shown.pages.flatMap(({ items }, page) => items.map(({ id }, row) => [id, { page, row }] as const)),
  );
  const seam = fresh.items.map(({ id }) => placeOf.get(id)).findLast((place) => place !== undefined);
  if (!seam || fresh.nextCursor === null) return { pages: [fresh], pageParams: [null] };
  const isFresh = new Set(fresh.items.map(({ id }) => id));
  const older = (items: Item[]) => items.filter(({ id }) => !isFresh.has(id));
  const [cut, ...below] = shown.pages.slice(seam.page);
  const rest = older(cut?.items.slice(seam.row + 1) ?? []);
  // Where nothing is left of what was shown, the fresh page knows better how it goes on.
  if (below.length === 0 && rest.length === 0) return { pages: [fresh], pageParams: [null] };
  const first = { items: [...fresh.items, ...rest], nextCursor: cut?.nextCursor ?? null };
  return {
    pages: [first, ...below.map((page) => ({ ...page, items: older(page.items) }))],
    pageParams: [null, ...shown.pageParams.slice(seam.page + 1)],
  };
}

export const isScrolled = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "pages" in data && Array.isArray(data.pages) && data.pages.length > 1;
