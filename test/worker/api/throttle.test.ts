/** Guessing passwords is slow, and hammering an account does not lock its owner out. */
import { describe, expect, test } from "vitest";
import { aResetLink } from "./support/accounts.ts";
import type { Browser } from "./support/browser.ts";
import { aUser, errorOf, makeWorld, PASSWORD } from "./support/world.ts";
import { throttles } from "../../../worker/db/directory/schema.ts";
import type { Deps } from "../../../worker/deps.ts";
import { signInCounters } from "../../../worker/features/auth/throttle/limits.ts";
import { admit, isRefused } from "../../../worker/features/auth/throttle/service.ts";

const QUARTER_HOUR_MS = 15 * 60_000;
const HOUR_MS = 4 * QUARTER_HOUR_MS;
const DEVICE = "__Host-agentlocator-device";

/** No two tests share an address: counters are kept by it. */
let nextAddress = 1;
const anAddress = () => `2001:db8:${(nextAddress++).toString(16)}::1`;

const attempt = (browser: Browser, email: string, password: string) =>
  browser.post("/api/auth/login", { body: { email, password } });

async function attempts(browser: Browser, email: string, count: number): Promise<number[]> {
  const answers: number[] = [];
  for (let one = 0; one < count; one++) answers.push((await attempt(browser, email, `wrong ${one}`)).status);
  return answers;
}

const times = <Value>(count: number, value: Value): Value[] => Array<Value>(count).fill(value);

/**
 * What failed sign-ins from where the account was never signed in to leave behind, without the time that each takes to
 * look at a password. Answers with how many were let through.
 */
async function failedBefore(deps: Deps, address: string | null, email: string, count: number): Promise<number> {
  const counters = signInCounters(deps.config.JWT_SECRET, { email, address, device: null, placeIsKnown: false });
  let admitted = 0;
  for (let one = 0; one < count; one++) if (!isRefused(await admit(deps, counters))) admitted++;
  return admitted;
}

async function aScene() {
  const world = makeWorld();
  const user = await aUser();
  const at = (address: string | null) => {
    const browser = world.browser();
    browser.address = address;
    return browser;
  };
  const failed = (address: string | null, email: string, count: number) =>
    failedBefore(world.deps, address, email, count);
  return { ...world, user, at, failed, stranger: at(anAddress()) };
}

describe("wrong passwords from one address for one account", () => {
  test("are answered ten times in a quarter of an hour, then refused with the time to wait", async () => {
    const { stranger, user, clock } = await aScene();
    expect(await attempts(stranger, user.email, 10)).toEqual(times(10, 401));
    clock.now += 60_000;
    const refused = await attempt(stranger, user.email, "wrong again");
    expect([refused.status, (await errorOf(refused)).code]).toEqual([429, "rate_limited"]);
    expect(refused.headers.get("Retry-After")).toBe(String((QUARTER_HOUR_MS - 60_000) / 1_000));
    expect(refused.headers.getSetCookie()).toEqual([]);
  });

  test("that come all at once are not let through together", async () => {
    const { stranger, user } = await aScene();
    const answers = await Promise.all(Array.from({ length: 16 }, () => attempt(stranger, user.email, "wrong")));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...times(10, 401), ...times(6, 429)]);
  });

  test("are refused even when the next one would be right: nothing is learnt", async () => {
    const { stranger, user, failed } = await aScene();
    await failed(stranger.address, user.email, 10);
    expect((await attempt(stranger, user.email, PASSWORD)).status).toBe(429);
  });

  test("are let through again when the time is over", async () => {
    const { stranger, user, clock, failed } = await aScene();
    await failed(stranger.address, user.email, 11);
    clock.now += QUARTER_HOUR_MS;
    expect((await attempt(stranger, user.email, PASSWORD)).status).toBe(200);
  });

  test("are refused for an account that does not exist after as many", async () => {
    const { at } = await aScene();
    const nobody = `${crypto.randomUUID()}@example.test`;
    expect(await attempts(at(anAddress()), nobody, 12)).toEqual([...times(10, 401), 429, 429]);
  });

  test("are counted together within one /64, where a machine takes addresses as it likes", async () => {
    const { at, user, failed } = await aScene();
    const prefix = anAddress().replace("::1", "");
    for (let host = 1; host <= 10; host++) await failed(`${prefix}::${host}`, user.email, 1);
    expect((await attempt(at(`${prefix}::ff`), user.email, PASSWORD)).status).toBe(429);
  });
});

describe("the owner of an account that strangers hammer", () => {
  test("gets in on a device where they signed in before, from anywhere, even from the strangers' own address", async () => {
    const { user, at, failed } = await aScene();
    const owner = at(anAddress());
    await owner.signIn(user.email, PASSWORD);
    await owner.post("/api/auth/logout");
    for (let house = 0; house < 7; house++) await failed(anAddress(), user.email, 10);
    // The account takes no more than one from an address where it does not know the device …
    const stranger = at(anAddress());
    expect(await attempts(stranger, user.email, 2)).toEqual([401, 429]);
    expect((await attempt(stranger, user.email, PASSWORD)).status).toBe(429);
    // … and every one from a device that it knows.
    expect((await attempt(owner, user.email, PASSWORD)).status).toBe(200);
    owner.address = anAddress();
    await failed(owner.address, user.email, 12);
    expect((await attempt(owner, user.email, PASSWORD)).status).toBe(200);
  });

  test("gets in on a new device while many addresses hammer, again and again", async () => {
    const { user, at, failed } = await aScene();
    for (let house = 0; house < 6; house++) await failed(anAddress(), user.email, 10);
    const owner = anAddress();
    for (let device = 0; device < 3; device++)
      expect((await attempt(at(owner), user.email, PASSWORD)).status).toBe(200);
  });

  test("waits a minute after mistyping there once, then two, then four, and never more than an hour", async () => {
    const { user, at, failed, clock } = await aScene();
    for (let house = 0; house < 6; house++) await failed(anAddress(), user.email, 10);
    const owner = at(anAddress());
    const waits: Array<string | null> = [];
    for (let mistake = 0; mistake < 8; mistake++) {
      expect((await attempt(owner, user.email, "wrong")).status).toBe(401);
      const refused = await attempt(owner, user.email, PASSWORD);
      expect((await errorOf(refused)).code).toBe("rate_limited");
      waits.push(refused.headers.get("Retry-After"));
      clock.now += Number(waits.at(-1)) * 1_000;
      // The attack goes on.
      for (let house = 0; house < 6; house++) await failed(anAddress(), user.email, 10);
    }
    expect(waits.map(Number).map((seconds) => seconds / 60)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect((await attempt(owner, user.email, PASSWORD)).status).toBe(200);
  });

  test("gets in on a new device while one address hammers: that cannot use up what the account has", async () => {
    const { user, at, stranger, failed } = await aScene();
    await failed(stranger.address, user.email, 60);
    expect((await attempt(at(anAddress()), user.email, PASSWORD)).status).toBe(200);
  });

  test("gets in on a new device after a reset of the password, which makes it a known one", async () => {
    const { user, at, failed } = await aScene();
    for (let house = 0; house < 7; house++) await failed(anAddress(), user.email, 10);
    const owner = at(anAddress());
    const body = { token: await aResetLink(user.id), newPassword: "a much better one" };
    expect((await owner.post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
    expect((await attempt(owner, user.email, body.newPassword)).status).toBe(200);
  });
});

/** As long as one attempt is let through from each, the account is asked for from ever more places. */
async function botnet({ failed }: Awaited<ReturnType<typeof aScene>>, email: string, houses: number): Promise<number> {
  const admitted = await Promise.all(Array.from({ length: houses }, () => failed(anAddress(), email, 1)));
  return admitted.reduce((sum, one) => sum + one, 0);
}

describe("an account that ever more addresses guess at", () => {
  test("takes a hundred guesses an hour from all of them, also when they come at once", async () => {
    const scene = await aScene();
    expect(await botnet(scene, scene.user.email, 130)).toBe(100);
    expect(await botnet(scene, scene.user.email, 20)).toBe(0);
    scene.clock.now += HOUR_MS;
    expect(await botnet(scene, scene.user.email, 130)).toBe(100);
  });

  test("takes four hundred a day, however patient they are", async () => {
    const scene = await aScene();
    let admitted = 0;
    for (let hour = 0; hour < 10; hour++) {
      admitted += await botnet(scene, scene.user.email, 49);
      scene.clock.now += HOUR_MS;
    }
    expect(admitted).toBe(400);
    scene.clock.now += 14 * HOUR_MS;
    expect(await botnet(scene, scene.user.email, 10)).toBe(10);
  });

  test("says so to whom it refuses, whether it exists or not, and looks at no password", async () => {
    const scene = await aScene();
    const nobody = `${crypto.randomUUID()}@example.test`;
    for (const email of [scene.user.email, nobody]) {
      await botnet(scene, email, 100);
      const refused = await attempt(scene.at(anAddress()), email, PASSWORD);
      expect([refused.status, (await errorOf(refused)).code]).toEqual([429, "account_guarded"]);
      expect(refused.headers.get("Retry-After")).toBe(String(HOUR_MS / 1_000));
    }
  });

  test("lets its owner in where they signed in lately, on a new device too, and after a new password anywhere", async () => {
    const scene = await aScene();
    const { user, at } = scene;
    const office = anAddress();
    await at(office).signIn(user.email, PASSWORD);
    await botnet(scene, user.email, 120);
    expect((await attempt(at(office), user.email, PASSWORD)).status).toBe(200);
    const away = at(anAddress());
    expect((await attempt(away, user.email, PASSWORD)).status).toBe(429);
    const body = { token: await aResetLink(user.id), newPassword: "a much better one" };
    expect((await away.post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
    expect((await attempt(away, user.email, body.newPassword)).status).toBe(200);
  });

  test("moves no counter by what it refuses", async () => {
    const scene = await aScene();
    await botnet(scene, scene.user.email, 100);
    const before = await scene.deps.directory.select().from(throttles);
    expect(await botnet(scene, scene.user.email, 5)).toBe(0);
    const { status } = await attempt(scene.stranger, scene.user.email, PASSWORD);
    expect(status).toBe(429);
    expect(await scene.deps.directory.select().from(throttles)).toEqual(before);
  });
});

describe("a place where the account was signed in to", () => {
  const guesses = (scene: Awaited<ReturnType<typeof aScene>>, address: string) =>
    attempts(scene.at(address), scene.user.email, 1);

  test("is good for sixty failures a day, by whomever", async () => {
    const scene = await aScene();
    const { user, deps, clock } = scene;
    const office = anAddress();
    await scene.at(office).signIn(user.email, PASSWORD);
    const here = signInCounters(deps.config.JWT_SECRET, {
      email: user.email,
      address: office,
      device: null,
      placeIsKnown: true,
    });
    let admitted = 0;
    for (let quarter = 0; quarter < 8; quarter++) {
      for (let one = 0; one < 12; one++) if (!isRefused(await admit(deps, here))) admitted++;
      clock.now += QUARTER_HOUR_MS;
    }
    expect(admitted).toBe(60);
    expect(await guesses(scene, office)).toEqual([429]);
    expect(await guesses(scene, anAddress())).toEqual([401]);
  });

  test.each([
    [
      "the password has changed since",
      async ({ user, at }: Awaited<ReturnType<typeof aScene>>) => {
        const body = { token: await aResetLink(user.id), newPassword: "a much better one" };
        expect((await at(anAddress()).post("/api/auth/password-reset/confirm", { body })).status).toBe(204);
      },
    ],
    [
      "everybody was signed out",
      async ({ user, at }: Awaited<ReturnType<typeof aScene>>) => {
        const elsewhere = at(anAddress());
        await elsewhere.signIn(user.email, PASSWORD);
        expect((await elsewhere.post("/api/auth/logout-everywhere")).status).toBe(204);
      },
    ],
    [
      "its owner has ended that session from another device",
      async ({ user, at }: Awaited<ReturnType<typeof aScene>>) => {
        const elsewhere = at(anAddress());
        await elsewhere.signIn(user.email, PASSWORD);
        expect((await elsewhere.post("/api/auth/logout-others")).status).toBe(204);
      },
    ],
    [
      "it is long ago",
      ({ clock }: Awaited<ReturnType<typeof aScene>>) => {
        clock.now += 46 * 24 * HOUR_MS;
        return Promise.resolve();
      },
    ],
  ])("is like any other when %s", async (_, doubt) => {
    const scene = await aScene();
    const office = anAddress();
    await scene.at(office).signIn(scene.user.email, PASSWORD);
    await doubt(scene);
    await botnet(scene, scene.user.email, 100);
    expect(await guesses(scene, office)).toEqual([429]);
  });
});

describe("a known device", () => {
  test("has a limit of its own, which touches no other", async () => {
    const { user, at } = await aScene();
    const [desk, phone] = [at(anAddress()), at(anAddress())];
    await desk.signIn(user.email, PASSWORD);
    await phone.signIn(user.email, PASSWORD);
    expect(await attempts(desk, user.email, 11)).toEqual([...times(10, 401), 429]);
    expect((await attempt(phone, user.email, PASSWORD)).status).toBe(200);
  });

  test("is known to one account: for others it is like any", async () => {
    const { user, at, failed } = await aScene();
    const other = await aUser();
    const device = at(anAddress());
    await device.signIn(user.email, PASSWORD);
    await failed(device.address, other.email, 10);
    expect((await attempt(device, other.email, PASSWORD)).status).toBe(429);
    expect((await attempt(device, user.email, PASSWORD)).status).toBe(200);
  });

  test("serves several people, each of whom stays known", async () => {
    const { user, at, failed } = await aScene();
    const other = await aUser();
    const shared = at(anAddress());
    await shared.signIn(user.email, PASSWORD);
    await shared.signIn(other.email, PASSWORD);
    for (const { email } of [user, other]) await failed(shared.address, email, 11);
    for (const { email } of [user, other]) expect((await attempt(shared, email, PASSWORD)).status).toBe(200);
  });

  test.each([
    ["made up", () => `${"A".repeat(22)}.${"B".repeat(22)}`],
    ["of another form", () => "nonsense"],
    ["changed", (cookie: string) => `${"A".repeat(22)}.${cookie.split(".")[1] ?? ""}`],
    ["another account's", (_: string, others: string) => others],
  ])("cannot be pretended: a cookie that is %s counts as none", async (_, forge) => {
    const { user, at, failed } = await aScene();
    const [owner, somebody] = [at(anAddress()), at(anAddress())];
    await owner.signIn(user.email, PASSWORD);
    await somebody.signIn((await aUser()).email, PASSWORD);
    const forger = at(anAddress());
    await failed(forger.address, user.email, 10);
    forger.cookies.set(DEVICE, forge(owner.cookies.get(DEVICE) ?? "", somebody.cookies.get(DEVICE) ?? ""));
    expect((await attempt(forger, user.email, PASSWORD)).status).toBe(429);
  });
});

test("one address that tries many accounts is stopped for all of them, known devices aside", async () => {
  const { at, user, failed } = await aScene();
  const known = at(anAddress());
  await known.signIn(user.email, PASSWORD);
  for (let person = 0; person < 100; person++) await failed(known.address, `person-${person}@example.test`, 1);
  expect((await attempt(at(known.address), user.email, PASSWORD)).status).toBe(429);
  expect((await attempt(known, user.email, PASSWORD)).status).toBe(200);
});

test("right passwords do not count: an office that signs in from one address goes on doing so", async () => {
  const { at, user } = await aScene();
  const office = anAddress();
  for (let morning = 0; morning < 12; morning++) await at(office).signIn(user.email, PASSWORD);
});

test("the table tells neither who tried to sign in nor from where", async () => {
  const { stranger, user, deps } = await aScene();
  await attempts(stranger, user.email, 1);
  const rows = JSON.stringify(await deps.directory.select().from(throttles));
  expect(rows).not.toContain(user.email);
  expect(rows).not.toContain("2001:db8");
});
