import { expect, it } from "vitest";
import { errorOf } from "./api-error.ts";

const refusal = (headers: Record<string, string>) =>
  Response.json({ error: { code: "rate_limited", message: "slow down" } }, { status: 429, headers });

it("tells how long to wait where the server says so in seconds", async () => {
  expect((await errorOf(refusal({ "Retry-After": "95" }))).retryAfterMs).toBe(95_000);
});

it.each([{}, { "Retry-After": "" }, { "Retry-After": "0" }, { "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" }])(
  "does not guess how long to wait from %o",
  async (headers) => {
    const error = await errorOf(refusal(headers));
    expect(error.code).toBe("rate_limited");
    expect(error.retryAfterMs).toBeNull();
  },
);
