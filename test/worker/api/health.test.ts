import { afterEach, expect, test, vi } from "vitest";
import { errorOf, makeWorld } from "./support/world.ts";

afterEach(() => {
  vi.useRealTimers();
});

const tenantThat = (first: () => Promise<unknown>) => ({
  TENANT_0: { prepare: () => ({ first }) } as unknown as D1Database,
});

test("the Worker is well when its databases answer", async () => {
  const response = await makeWorld().browser().get("/healthz");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    ok: true,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    databases: "ok",
  });
});

test("a database that fails makes it unavailable, and the log says why", async () => {
  const world = makeWorld({ deps: { tenants: tenantThat(() => Promise.reject(new Error("D1 is away"))) } });
  const response = await world.browser().get("/healthz");
  expect([response.status, (await errorOf(response)).code]).toEqual([503, "unavailable"]);
  expect(world.logs).toContainEqual(expect.objectContaining({ event: "request_failed", cause: "Error: D1 is away" }));
});

test("so does one that does not answer within two seconds", async () => {
  const asked = Promise.withResolvers<void>();
  const never = () => (asked.resolve(), new Promise(() => {}));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const answer = makeWorld({ deps: { tenants: tenantThat(never) } })
    .browser()
    .get("/healthz");
  await asked.promise;
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await answer).status).toBe(503);
});
