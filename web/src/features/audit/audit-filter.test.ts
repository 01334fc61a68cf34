import { describe, expect, it } from "vitest";
import { filterOf, isNarrowed, queryOf, searchOf } from "./audit-filter.ts";

const of = (search: string) => filterOf(new URLSearchParams(search));

describe("the filter of the log", () => {
  it("stands in the address and comes back from it", () => {
    const search = { person: "u1", kind: "people", from: "2026-11-01", to: "2026-11-02" };
    expect(searchOf(of(new URLSearchParams(search).toString()))).toEqual(search);
  });

  it("asks for both days whole", () => {
    expect(queryOf(of("person=u1&kind=people&from=2026-11-01&to=2026-11-02"))).toEqual({
      actor: "u1",
      kind: "people",
      since: String(Date.parse("2026-10-31T22:00:00Z")),
      until: String(Date.parse("2026-11-02T22:00:00Z")),
    });
  });

  it.each(["", "kind=everything", "from=yesterday&to=2026-02-30"])(
    "takes no part of what it does not know: %s",
    (search) => {
      expect([isNarrowed(of(search)), queryOf(of(search))]).toEqual([false, {}]);
    },
  );
});
