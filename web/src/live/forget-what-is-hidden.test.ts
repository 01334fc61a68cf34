import { InfiniteQueryObserver, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { ApiError } from "../api/api-error.ts";
import { createQueryClient } from "../api/query-client.ts";
import { pageOfScrolled } from "../api/scrolled-list.ts";
import { forgetWhatIsHidden } from "./forget-what-is-hidden.ts";

const HERE = "b1";

function cacheWith(answers: Record<string, () => string>, shown: readonly string[]) {
  const queries = createQueryClient();
  const keyOf = (name: string) => ["business", HERE, name];
  for (const [name, answer] of Object.entries(answers)) {
    queries.setQueryData(keyOf(name), `old ${name}`);
    const observer = new QueryObserver(queries, { queryKey: keyOf(name), queryFn: answer, staleTime: Infinity });
    if (shown.includes(name)) observer.subscribe(() => {});
  }
  return { queries, read: (name: string) => queries.getQueryData(keyOf(name)) };
}

const refuse = () => {
  throw new ApiError("not_found", { status: 404 });
};

describe("after rights have changed", () => {
  it("shows the new answer where there is one, and not the old one where there is a refusal", async () => {
    const { queries, read } = cacheWith({ calls: () => "fewer calls", call: refuse }, ["calls", "call"]);
    await forgetWhatIsHidden(queries, HERE);
    expect(read("calls")).toBe("fewer calls");
    expect(read("call")).toBeUndefined();
  });

  it("keeps nothing in memory of pages that are not open", async () => {
    const { queries, read } = cacheWith({ leads: () => "leads" }, []);
    await forgetWhatIsHidden(queries, HERE);
    expect(read("leads")).toBeUndefined();
  });

  it("asks once for a list that was scrolled, and keeps nothing of it", async () => {
    const queries = createQueryClient();
    const asked: (string | null)[] = [];
    const page = (id: string, nextCursor: string | null) => ({ items: [{ id }], nextCursor });
    queries.setQueryData(["business", HERE, "list"], {
      pages: [page("a", "a"), page("b", null)],
      pageParams: [null, "a"],
    });
    const queryFn = pageOfScrolled(async (cursor) => {
      asked.push(cursor);
      return page("a", null);
    });
    new InfiniteQueryObserver(queries, {
      queryKey: ["business", HERE, "list"],
      queryFn,
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
      staleTime: Infinity,
    }).subscribe(() => {});
    await forgetWhatIsHidden(queries, HERE);
    expect(asked).toEqual([null]);
    expect(queries.getQueryData(["business", HERE, "list"])).toMatchObject({ pages: [{ items: [{ id: "a" }] }] });
  });

  it("leaves other businesses and the session alone", async () => {
    const { queries } = cacheWith({}, []);
    queries.setQueryData(["business", "b2", "calls"], "theirs");
    queries.setQueryData(["session"], "session");
    await forgetWhatIsHidden(queries, HERE);
    expect(queries.getQueryData(["business", "b2", "calls"])).toBe("theirs");
    expect(queries.getQueryData(["session"])).toBe("session");
  });
});
