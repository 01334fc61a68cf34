import { MutationObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { isLastOf } from "./last-of-scope.ts";
import { takeAnswer } from "./take-answer.ts";

const queryKey = ["session"];

/** A screen whose question is answered when the test says so. */
function aScreen() {
  const queries = new QueryClient();
  const asked: ((answer: string) => void)[] = [];
  const screen = new QueryObserver(queries, {
    queryKey,
    queryFn: () => new Promise<string>((answer) => asked.push(answer)),
    staleTime: Infinity,
  });
  const close = screen.subscribe(() => {});
  return { queries, asked, close, shown: () => screen.getCurrentResult().data };
}

describe("the answer to a change", () => {
  it("is not taken back by a question from before it, which is asked again", async () => {
    const { queries, asked, close, shown } = aScreen();
    takeAnswer(queries, queryKey, "member of two");
    asked[0]?.("member of one");
    await expect.poll(() => asked.length).toBe(2);
    expect(shown()).toBe("member of two");
    asked[1]?.("member of three");
    await expect.poll(shown).toBe("member of three");
    close();
  });

  it("asks nothing again when nothing was on its way", async () => {
    const { queries, asked, close, shown } = aScreen();
    asked[0]?.("before");
    await expect.poll(shown).toBe("before");
    takeAnswer(queries, queryKey, "after");
    expect([shown(), asked.length, queries.isFetching()]).toEqual(["after", 1, 0]);
    close();
  });
});

it("the last change of a scope is the one behind which none waits", async () => {
  const queries = new QueryClient();
  const seen: [string, boolean][] = [];
  const change = (id: string, name: string) =>
    new MutationObserver(queries, {
      scope: { id },
      mutationFn: () => Promise.resolve(name),
      onSuccess: () => void seen.push([name, isLastOf(queries, "lead:1")]),
    }).mutate();
  await Promise.all([change("lead:1", "first"), change("lead:2", "other"), change("lead:1", "second")]);
  expect(Object.fromEntries(seen)).toMatchObject({ first: false, second: true });
});
