import { describe, expect, it } from "vitest";
import { createQueryClient } from "../api/query-client.ts";
import { callKeys } from "../features/calls/call-queries.ts";
import { listingKeys } from "../features/listings/listing-keys.ts";
import { applyHubEvent } from "./apply-hub-event.ts";

const HERE = "b1";

describe("a lead that has changed", () => {
  it("is read again in lists of calls, and in an open call that is its own, or nobody's yet", () => {
    const queries = createQueryClient();
    const keys = {
      list: callKeys.list(HERE, "all"),
      "its own": callKeys.detail(HERE, "its own"),
      "of nobody": callKeys.detail(HERE, "of nobody"),
      "of another": callKeys.detail(HERE, "of another"),
    };
    queries.setQueryData(keys.list, { pages: [], pageParams: [] });
    queries.setQueryData(keys["its own"], { id: "its own", leadId: "dana" });
    queries.setQueryData(keys["of nobody"], { id: "of nobody", leadId: null });
    queries.setQueryData(keys["of another"], { id: "of another", leadId: "ron" });
    applyHubEvent(queries, HERE, { type: "lead.changed", leadId: "dana" });
    const stale = Object.entries(keys).filter(([, key]) => queries.getQueryState(key)?.isInvalidated);
    expect(stale.map(([name]) => name)).toEqual(["list", "its own", "of nobody"]);
  });
});

describe("new matches", () => {
  it.each([
    { type: "matches.changed" },
    { type: "lead.changed", leadId: "dana" },
    { type: "lead.assigned", leadId: "dana" },
    { type: "listing.changed", listingId: "home" },
  ] as const)("are counted and listed again after $type", (event) => {
    const queries = createQueryClient();
    const keys = [
      listingKeys.newMatches(HERE),
      listingKeys.proposals(HERE, "open"),
      listingKeys.matches(HERE, "home"),
      listingKeys.matchesOfLead(HERE, "dana"),
    ];
    for (const key of keys) queries.setQueryData(key, 0);
    queries.setQueryData(listingKeys.newMatches("another business"), 0);
    applyHubEvent(queries, HERE, event);
    expect(keys.map((key) => queries.getQueryState(key)?.isInvalidated)).toEqual([true, true, true, true]);
    expect(queries.getQueryState(listingKeys.newMatches("another business"))?.isInvalidated).toBe(false);
  });
});
