import { env as platform } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { aBusiness, aMember, aUser, errorOf, makeWorld } from "./support/world.ts";
import wranglerToml from "../../../wrangler.toml?raw";
import {
  ADDRESS_LIMIT,
  boundRateLimiter,
  localRateLimiter,
  SESSION_LIMIT,
} from "../../../worker/adapters/rate-limit.ts";
import type { Env } from "../../../worker/env.ts";
import { createLogger } from "../../../worker/log.ts";

const UNLIMITED = { allows: async () => true };

/** Lets each key through `limit` times, and remembers which keys it was asked for. */
function limiterOf(limit: number) {
  const asked: string[] = [];
  const allows = async (key: string) => {
    asked.push(key);
    return asked.filter((one) => one === key).length <= limit;
  };
  return { asked, allows };
}

describe("requests of one session", () => {
  test("beyond the limit are refused with the time to wait, and of another session are not", async () => {
    const session = limiterOf(2);
    const world = makeWorld({ deps: { rateLimits: { address: UNLIMITED, session } } });
    const { email } = await aUser();
    const [busy, calm] = [await world.signedIn(email), await world.signedIn(email)];
    expect([(await busy.get("/api/auth/me")).status, (await busy.get("/api/auth/me")).status]).toEqual([200, 200]);
    const refused = await busy.get("/api/auth/me");
    expect([refused.status, (await errorOf(refused)).code]).toEqual([429, "rate_limited"]);
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect((await calm.get("/api/auth/me")).status).toBe(200);
  });

  test("are counted wherever a session is asked for, under its id", async () => {
    const session = limiterOf(100);
    const world = makeWorld({ deps: { rateLimits: { address: UNLIMITED, session } } });
    const business = await aBusiness();
    const browser = await world.signedIn((await aMember(business)).email);
    await browser.get(`${business.path}/calls`);
    await browser.get("/api/admin/businesses");
    expect(new Set(session.asked).size).toBe(1);
    expect(session.asked).toHaveLength(2);
  });

  test("are not counted for a token that is none: it would count for somebody else", async () => {
    const session = limiterOf(0);
    const world = makeWorld({ deps: { rateLimits: { address: UNLIMITED, session } } });
    const forger = world.browser();
    forger.cookies.set("__Host-agentlocator-access", "not.a.token");
    expect((await forger.get("/api/auth/me")).status).toBe(401);
    expect(session.asked).toEqual([]);
  });
});

describe("requests of one address", () => {
  test("beyond the limit are refused before anything is looked at, a whole /64 together", async () => {
    const address = limiterOf(2);
    const world = makeWorld({ deps: { rateLimits: { address, session: UNLIMITED } } });
    const from = (host: string) => {
      const browser = world.browser();
      browser.address = host;
      return browser;
    };
    for (const host of ["2001:db8:5:5::1", "2001:db8:5:5::2"])
      expect((await from(host).get("/api/auth/me")).status).toBe(401);
    expect((await from("2001:db8:5:5::3").get("/api/auth/me")).status).toBe(429);
    expect((await from("2001:db8:5:5::3").post("/api/auth/login", { raw: "{" })).status).toBe(429);
    expect((await from("2001:db8:5:6::1").get("/api/auth/me")).status).toBe(401);
  });

  test("are not counted for webhooks and streams", async () => {
    const address = limiterOf(0);
    const world = makeWorld({ deps: { rateLimits: { address, session: UNLIMITED } } });
    const twilio = world.browser();
    twilio.address = "203.0.113.200";
    expect((await twilio.post("/webhooks/twilio/voice")).status).toBe(403);
    expect((await twilio.get("/streams/twilio/CA1/token")).status).not.toBe(429);
    expect(address.asked).toEqual([]);
    expect((await twilio.get("/api/openapi.json")).status).toBe(429);
    // Which asks every database.
    expect((await twilio.get("/healthz")).status).toBe(429);
  });
});

describe("the limiter where nothing is bound", () => {
  test("counts by key, in windows of a minute", async () => {
    const clock = { now: 60_000 };
    const limiter = localRateLimiter(2, () => clock.now);
    const answers = [await limiter.allows("a"), await limiter.allows("a"), await limiter.allows("a")];
    expect(answers).toEqual([true, true, false]);
    expect(await limiter.allows("b")).toBe(true);
    clock.now += 60_000;
    expect(await limiter.allows("a")).toBe(true);
  });
});

describe("the platform's limiter", () => {
  test("is bound, with the limits that the code names", async () => {
    const { RATE_ADDRESS, RATE_SESSION } = platform as unknown as Env;
    const log = createLogger({}, () => {});
    for (const binding of [RATE_ADDRESS, RATE_SESSION]) {
      if (!binding) throw new Error("a rate limiter is not bound");
      expect(await boundRateLimiter(binding, log).allows(`test ${crypto.randomUUID()}`)).toBe(true);
    }
    const limitOf = (name: string) =>
      Number(new RegExp(`name = "${name}"[^[]*limit = (\\d+), period = 60`).exec(wranglerToml)?.[1]);
    expect([limitOf("RATE_ADDRESS"), limitOf("RATE_SESSION")]).toEqual([ADDRESS_LIMIT, SESSION_LIMIT]);
  });

  test("that fails lets through, and says so in the log", async () => {
    const lines: string[] = [];
    const broken = { limit: () => Promise.reject(new Error("the limiter is away")) };
    const limiter = boundRateLimiter(
      broken,
      createLogger({}, (line) => lines.push(line)),
    );
    expect(await limiter.allows("anybody")).toBe(true);
    expect(lines.join()).toContain("rate_limiter_failed");
  });
});
