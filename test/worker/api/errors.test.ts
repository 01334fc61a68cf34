import { expect, test, vi } from "vitest";
import { aBusiness, aMember, aUser, errorOf, makeWorld } from "./support/world.ts";
import { parseConfig } from "../../../worker/env.ts";
import { createApp } from "../../../worker/app.ts";

test.each(["/api/nothing", "/api/auth/nothing", "/webhooks/nothing"])("%s is a 404 in JSON", async (path) => {
  const response = await makeWorld().browser().get(path);
  expect([response.status, (await errorOf(response)).code]).toEqual([404, "not_found"]);
});

test("a body that is not JSON is a bad request", async () => {
  const response = await makeWorld().browser().post("/api/auth/login", { raw: "{" });
  expect([response.status, (await errorOf(response)).code]).toEqual([400, "bad_request"]);
});

test("a body over 256 kB is not read", async () => {
  const response = await makeWorld()
    .browser()
    .post("/api/auth/login", { raw: JSON.stringify({ email: "x".repeat(256 * 1024) }) });
  expect([response.status, (await errorOf(response)).code]).toEqual([413, "payload_too_large"]);
});

test("what nobody foresaw is a 500 that tells nothing, and a log line that tells all", async () => {
  const hub = () => {
    throw new Error("the secret detail", { cause: new Error("the reason behind it") });
  };
  const world = makeWorld({ deps: { hub } });
  const business = await aBusiness();
  const browser = await world.signedIn((await aMember(business)).email);
  const response = await browser.post(`${business.path}/warm-up`);
  expect(response.status).toBe(500);
  expect(await errorOf(response)).toEqual({ code: "internal", message: "something went wrong" });
  const line = world.logs.find(({ event }) => event === "request_failed");
  expect(line).toMatchObject({ level: "error", cause: "Error: the secret detail (Error: the reason behind it)" });
  expect(line?.["requestId"]).toBe(response.headers.get("X-Request-Id"));
});

test("each request leaves one line: method, pattern, status, time, business; never the row's id or the query", async () => {
  const world = makeWorld();
  const business = await aBusiness();
  const browser = await world.signedIn((await aMember(business)).email);
  const response = await browser.get(`${business.path}/calls/some-call?x=y`);
  const [line] = world.logs.filter(({ event }) => event === "request").slice(-1);
  expect(line).toEqual({
    level: "info",
    event: "request",
    requestId: response.headers.get("X-Request-Id"),
    method: "GET",
    route: "/api/businesses/:businessId/calls/:callId",
    status: 404,
    ms: 0,
    businessId: business.id,
  });
});

test("neither password nor token ever reaches the log", async () => {
  const world = makeWorld();
  const browser = await world.signedIn((await aUser()).email);
  await browser.post("/api/auth/refresh");
  const log = JSON.stringify(world.logs);
  for (const secret of ["correct horse battery", browser.csrfToken ?? "", ...browser.cookies.values()])
    expect(log).not.toContain(secret);
});

test("a missing variable is answered as a 500 without its name", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const app = createApp((env) => ({ config: parseConfig(env) }) as never);
  const response = await app.request("https://agentlocator.test/healthz", {}, {});
  expect([response.status, await response.text()]).toEqual([
    500,
    JSON.stringify({ error: { code: "internal", message: "something went wrong" } }),
  ]);
  expect(log).toHaveBeenCalledOnce();
});
