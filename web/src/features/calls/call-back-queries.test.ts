import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import type { CallDetail } from "../../../../core/calls/wire.ts";
import { applyHubEvent } from "../../live/apply-hub-event.ts";
import { readHubEvent } from "../../live/read-hub-event.ts";
import { callKeys, type CallPages } from "./call-queries.ts";

const B = "b1";

it("a colleague's tick is seen at once in every list, on the page of the call, and in the count", () => {
  const queries = new QueryClient();
  const call = { id: "c1", callBack: true, calledBack: null } as CallDetail;
  const pages: CallPages = { pages: [{ items: [call], nextCursor: null }], pageParams: [null] };
  const lists = [callKeys.list(B, "all"), callKeys.list(B, "all", { outcome: "failed" })];
  for (const key of lists) queries.setQueryData(key, pages);
  queries.setQueryData(callKeys.detail(B, "c1"), call);
  queries.setQueryData(callKeys.waiting(B), 1);

  const calledBack = { at: 5, userId: "u1", name: "דנה", email: null };
  const told = { type: "call.call_back", callId: "c1", callSid: "CA1", callBack: true, calledBack };
  const event = readHubEvent(JSON.stringify(told));
  expect(event).toEqual(told);
  if (event) applyHubEvent(queries, B, event);

  for (const key of lists)
    expect(queries.getQueryData<CallPages>(key)?.pages[0]?.items).toMatchObject([{ calledBack }]);
  expect(queries.getQueryData(callKeys.detail(B, "c1"))).toMatchObject({ calledBack });
  expect(queries.getQueryState(callKeys.waiting(B))?.isInvalidated).toBe(true);
});
