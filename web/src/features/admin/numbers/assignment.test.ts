import { describe, expect, it } from "vitest";
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { bodyOf, problemsOf, problemsOfRefusal } from "./assignment.ts";

const { invalid } = he.admin.numbers;
const carmel = { id: "b1", name: "נדל״ן הכרמל" };
const filled = { channel: "phone", address: "03-555-0101", business: carmel } as const;

describe("giving a number to a business", () => {
  it("sends the number as it was typed", () => {
    expect(bodyOf(filled)).toEqual({ channel: "phone", address: "03-555-0101", businessId: "b1" });
  });

  it("says what is missing, and what is no number", () => {
    expect(problemsOf({ channel: "phone", address: " ", business: null })).toEqual({
      address: invalid.missing,
      business: invalid.business,
    });
    expect(problemsOf({ ...filled, address: "*1234" })).toEqual({ address: invalid.address });
    expect(problemsOf(filled)).toEqual({});
  });

  it("says whose a number is that is taken", () => {
    const taken = new ApiError("conflict", { details: [{ field: "address", problem: "בית וגן נכסים" }] });
    expect(problemsOfRefusal(taken, carmel.name)).toEqual({ address: invalid.taken("בית וגן נכסים") });
    expect(problemsOfRefusal(taken, "בית וגן נכסים")).toEqual({ address: invalid.own });
    expect(problemsOfRefusal(new ApiError("conflict"), null)).toEqual({ address: invalid.takenBySomebody });
  });

  it("puts the server's doubts to the field they are about", () => {
    const doubts = ["address", "businessId"].map((field) => ({ field, problem: "no" }));
    expect(problemsOfRefusal(new ApiError("validation_failed", { details: doubts }), null)).toEqual({
      address: invalid.address,
      business: invalid.business,
    });
    expect(problemsOfRefusal(new ApiError("network"), null)).toEqual({});
  });
});
