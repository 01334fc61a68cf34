import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { pageOfScrolled, withNewest, type ListPages } from "./scrolled-list.ts";

const PAGE = 3;
const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const idsOf = (list: ListPages<{ id: string }> | undefined) =>
  list?.pages.map(({ items }) => items.map(({ id }) => id).join("")) ?? [];

/** A list as the server has it, and how often it was asked. */
function aServer(ids: string) {
  const all = [...ids];
  const asked: (string | null)[] = [];
  const ask = async (cursor: string | null) => {
    asked.push(cursor);
    const begin = cursor === null ? 0 : all.indexOf(cursor) + 1;
    const items = rows(...all.slice(begin, begin + PAGE));
    return { items, nextCursor: begin + PAGE < all.length ? (items.at(-1)?.id ?? null) : null };
  };
  return { all, asked, ask };
}

async function scrolled(server: ReturnType<typeof aServer>, pages: number) {
  const queries = new QueryClient();
  const queryFn = pageOfScrolled(server.ask);
  const observer = new InfiniteQueryObserver(queries, {
    queryKey: ["list"],
    queryFn,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  observer.subscribe(() => {});
  await observer.refetch();
  for (let page = 1; page < pages; page++) await observer.fetchNextPage();
  const shown = () => idsOf(queries.getQueryData<ListPages<{ id: string }>>(["list"]));
  server.asked.length = 0;
  return { queries, observer, shown };
}

describe("a list that was scrolled and is asked for again", () => {
  it("asks for its first page alone, shows what is new, and keeps what stands below", async () => {
    const server = aServer("abcdefghijkl");
    const { queries, observer, shown } = await scrolled(server, 3);
    server.all.unshift("N");
    await queries.invalidateQueries({ queryKey: ["list"] });
    expect(server.asked).toEqual([null]);
    expect(shown()).toEqual(["Nabc", "def", "ghi"]);
    await observer.fetchNextPage();
    expect(shown()).toEqual(["Nabc", "def", "ghi", "jkl"]);
  });

  it("shows a row that has moved to the top there and nowhere else", async () => {
    const server = aServer("abcdefghijkl");
    const { queries, shown } = await scrolled(server, 3);
    server.all.splice(server.all.indexOf("h"), 1);
    server.all.unshift("h");
    await queries.invalidateQueries({ queryKey: ["list"] });
    expect(server.asked).toEqual([null]);
    expect(shown()).toEqual(["habc", "def", "gi"]);
  });

  it("loses what is gone from its top, and pulls up what stood below", async () => {
    const server = aServer("abcdefghijkl");
    const { queries, shown } = await scrolled(server, 3);
    server.all.splice(0, 2);
    await queries.invalidateQueries({ queryKey: ["list"] });
    expect(shown().join("")).toMatch(/^cdefghi/);
    expect(new Set(shown().join("")).size).toBe(shown().join("").length);
  });

  it("is read anew where more is new than a page", async () => {
    const server = aServer("abcdefghijkl");
    const { queries, shown } = await scrolled(server, 2);
    server.all.unshift("P", "Q", "R", "S");
    await queries.invalidateQueries({ queryKey: ["list"] });
    expect(shown()).toEqual(["PQR", "Sab"]);
  });

  it("of one page is that page", async () => {
    const server = aServer("abcdef");
    const { queries, shown } = await scrolled(server, 1);
    server.all.unshift("N");
    await queries.invalidateQueries({ queryKey: ["list"] });
    expect(shown()).toEqual(["Nab"]);
  });
});

it("a list that has become as short as its first page ends there", () => {
  const shown = {
    pages: [
      { items: rows("a", "b"), nextCursor: "b" },
      { items: rows("c"), nextCursor: null },
    ],
    pageParams: [null, "b"],
  };
  expect(idsOf(withNewest(shown, { items: rows("b"), nextCursor: null }))).toEqual(["b"]);
});
