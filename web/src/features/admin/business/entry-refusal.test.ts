import { describe, expect, it } from "vitest";
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { refusalOf } from "./entry-refusal.ts";

const refused = (field: string, problem: string) =>
  refusalOf(new ApiError(problem.includes(" ") ? "validation_failed" : "forbidden", { details: [{ field, problem }] }));

describe("why an admin cannot act as a person", () => {
  it("is said as the server says it", () => {
    expect(refused("businessId", "switched_off")).toBe(`${he.audit.why.switched_off}.`);
    expect(refused("userId", "is_admin")).toBe(`${he.audit.why.is_admin}.`);
  });

  it("is that they are gone, where the server knows them no more", () => {
    expect(refused("userId", "nobody of this business")).toBe(`${he.audit.why.not_a_member}.`);
    expect(refused("businessId", "there is no such business")).toBe(`${he.audit.why.no_such_business}.`);
  });

  it("is left to the general message where it is nothing of the kind", () => {
    expect(refusalOf(new ApiError("network"))).toBeNull();
    expect(refusalOf(new ApiError("rate_limited"))).toBeNull();
    expect(refusalOf(new TypeError("x"))).toBeNull();
  });
});
