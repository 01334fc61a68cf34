import { describe, expect, it } from "vitest";
import { samePage } from "./same-page.ts";

const person = { platformRole: null, impersonating: false };
const carmel = { slug: "carmel" };
const bayit = (role: "manager" | "business") => ({ slug: "bayit", role });

describe("switching to another business", () => {
  it("stays on the same kind of page", () => {
    expect(samePage("/b/carmel/leads", carmel, bayit("manager"), person)).toBe("/b/bayit/leads");
    expect(samePage("/b/carmel/people", carmel, bayit("manager"), person)).toBe("/b/bayit/people");
  });

  it("leads from a single record to the list: the record is not there", () => {
    expect(samePage("/b/carmel/leads/l1", carmel, bayit("manager"), person)).toBe("/b/bayit/leads");
  });

  it("leads to the calls where this person may not see the page", () => {
    expect(samePage("/b/carmel/settings", carmel, bayit("business"), person)).toBe("/b/bayit/calls");
  });

  it("leads to the calls from outside of a business", () => {
    expect(samePage("/admin/numbers", null, bayit("manager"), person)).toBe("/b/bayit/calls");
  });
});
