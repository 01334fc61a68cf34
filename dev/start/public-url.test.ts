import { expect, test } from "vitest";
import { problemOfPublicUrl } from "./public-url.ts";

test("https is deployed", () => {
  expect(problemOfPublicUrl("https://crm.example.com")).toBeNull();
});

test.each([
  [undefined, /missing/],
  ["", /missing/],
  ["crm.example.com", /not an address/],
  ["http://crm.example.com", /not https/],
  ["http://localhost:8787", /not https/],
])("%j is not, and says why", (publicUrl, why) => {
  expect(problemOfPublicUrl(publicUrl)).toMatch(why);
});
