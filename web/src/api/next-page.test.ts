import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { loadNextPage } from "./next-page.ts";

test("a press for the next page outlasts a renewal of the list that gives it up", async () => {
  const queries = new QueryClient();
  const queryKey = ["list"];
  const asked: { page: number; answer: (items: number) => void }[] = [];
  const list = new InfiniteQueryObserver(queries, {
    queryKey,
    queryFn: ({ pageParam }) =>
      new Promise<number>((answer) => asked.push({ page: pageParam, answer: () => answer(pageParam) })),
    initialPageParam: 0,
    getNextPageParam: (last: number) => (last < 1 ? last + 1 : null),
  });
  const close = list.subscribe(() => {});
  const answer = async (nth: number) => {
    await expect.poll(() => asked.length).toBeGreaterThan(nth);
    asked[nth]?.answer(0);
  };
  await answer(0);
  await expect.poll(() => list.getCurrentResult().hasNextPage).toBe(true);
  const pressed = loadNextPage(list.getCurrentResult());
  await expect.poll(() => asked.length).toBe(2);
  const renewed = queries.invalidateQueries({ queryKey });
  await answer(2);
  await renewed;
  await answer(3);
  await pressed;
  expect(asked.map(({ page }) => page)).toEqual([0, 1, 0, 1]);
  expect(list.getCurrentResult().data?.pages).toEqual([0, 1]);
  close();
});
