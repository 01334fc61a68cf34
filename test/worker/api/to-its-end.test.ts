import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { ORIGIN } from "./support/browser.ts";
import { makeWorld } from "./support/world.ts";

const asked = async (method: string, path: string) => {
  const waitUntil = vi.fn<(work: Promise<unknown>) => void>();
  const context = { waitUntil, passThroughOnException: () => {}, props: {} };
  const headers = { Origin: ORIGIN, "Content-Type": "application/json" };
  const body = method === "GET" ? undefined : "{}";
  const request = new Request(`${ORIGIN}${path}`, { method, headers, ...(body && { body }) });
  const response = await makeWorld().app.fetch(request, env as never, context as never);
  return { response, waited: waitUntil.mock.calls.map(([work]) => work) };
};

test("what a request changes is waited for by the platform, whatever becomes of its client; what only reads is not", async () => {
  for (const path of ["/api/auth/login", "/webhooks/twilio/voice", "/f/no-such-form"]) {
    const { response, waited } = await asked("POST", path);
    expect([path, response.status >= 400, waited.length]).toEqual([path, true, 1]);
    // What fails is answered, and never an unhandled rejection.
    await expect(waited[0]).resolves.not.toThrow();
  }
  expect((await asked("GET", "/api/auth/password-reset")).waited).toEqual([]);
});
