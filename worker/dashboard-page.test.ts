import { expect, test } from "vitest";
import { dashboardPage, isPageAddress } from "./dashboard-page.ts";

test.each(["/", "/sign-in", "/b/carmel/calls", "/b/carmel/calls/3f0b", "/admin", "/apiary", "/healthzz", "/people"])(
  "%s is an address of the dashboard",
  (path) => expect(isPageAddress(path)).toBe(true),
);

test.each([
  "/api",
  "/api/auth/me",
  "/webhooks/twilio/voice",
  "/streams/twilio/CA1",
  "/healthz",
  "/p/abc",
  "/assets/index-Cold1234.js",
  "/favicon.ico",
  "/.env",
])("%s is not", (path) => expect(isPageAddress(path)).toBe(false));

test("the page is asked for under its own address, with what the browser has kept of it, and only to be read", async () => {
  const asked: Request[] = [];
  const assets = {
    fetch: async (request: RequestInfo | URL) => {
      asked.push(request as Request);
      return new Response("page");
    },
  } as Pick<Fetcher, "fetch">;
  const address = "https://crm.test/b/carmel/calls?filter=live";
  await dashboardPage(new Request(address, { headers: { "If-None-Match": '"1"' } }), assets);
  expect(asked.map(({ url, headers }) => [url, headers.get("If-None-Match")])).toEqual([["https://crm.test/", '"1"']]);
  expect(dashboardPage(new Request(address, { method: "POST" }), assets)).toBeUndefined();
});
