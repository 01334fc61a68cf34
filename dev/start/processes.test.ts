import { expect, test } from "vitest";
import { withoutSecrets } from "./processes.ts";

test.each([
  [`GET /streams/twilio/CA${"1".repeat(32)}/${"ab".repeat(24)} 101`, `GET /streams/twilio/CA${"1".repeat(32)}/… 101`],
  [`GET /invite/${"x_-9".repeat(11)} 200 OK`, "GET /invite/… 200 OK"],
  [`GET /live?token=${"Zz0".repeat(20)} 101`, "GET /live?token=… 101"],
])("a line of the development server shows no secret of a path: %s", (line, shown) =>
  expect(withoutSecrets(line)).toBe(shown),
);

test("what is no secret stays", () => {
  const line = `GET /api/businesses/00000000-0000-4000-8000-000000000001/calls?limit=20 200 OK (12ms) CA${"1".repeat(32)}`;
  expect(withoutSecrets(line)).toBe(line);
});
