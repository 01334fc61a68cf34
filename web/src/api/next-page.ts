type Shown = { data: { pages: readonly unknown[] } | undefined };
type Asked = Shown & { hasNextPage: boolean; isFetchNextPageError: boolean };
type List = Shown & { fetchNextPage: () => Promise<Asked> };

/** A list that is renewed more often than that while somebody waits has other troubles. */
const TRIES = 5;

/**
 * The next page of a list, for who has pressed for it. A list that is renewed meanwhile, as by the socket when it has come
 * to stand, gives the question up in silence and asks for the pages it had: then the next one is asked for once more.
 */
export async function loadNextPage({ data, fetchNextPage }: List): Promise<void> {
  const had = data?.pages.length ?? 0;
  for (let one = 0; one < TRIES; one++) {
    const now = await fetchNextPage();
    if ((now.data?.pages.length ?? 0) > had || now.isFetchNextPageError || !now.hasNextPage) return;
  }
}
