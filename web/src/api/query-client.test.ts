import { QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../../core/contract/errors.ts";
import { ApiError } from "./api-error.ts";
import { createQueryClient } from "./query-client.ts";

/** A screen that shows an answer, and asks again. */
async function askAgain(code: ErrorCode) {
  const queries = createQueryClient();
  const queryKey = ["business", "b1", "lead"];
  queries.setQueryData(queryKey, "seen before");
  const screen = new QueryObserver(queries, {
    queryKey,
    queryFn: () => Promise.reject(new ApiError(code, { status: 400 })),
    staleTime: Infinity,
  });
  const close = screen.subscribe(() => {});
  await queries.invalidateQueries({ queryKey });
  const { data, error } = screen.getCurrentResult();
  close();
  return { data, code: error instanceof ApiError ? error.code : null };
}

describe("an answer that was shown before", () => {
  it.each(["not_found", "forbidden"] as const)("goes when the next one is %s", async (code) => {
    expect(await askAgain(code)).toEqual({ data: undefined, code });
  });

  it("stays when the server is only in trouble", async () => {
    expect(await askAgain("rate_limited")).toEqual({ data: "seen before", code: "rate_limited" });
  });
});
