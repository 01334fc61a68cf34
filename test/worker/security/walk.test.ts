/**
 * Walks every route of the app and tries at each what an attacker, a competitor or a broken client would: the answer is
 * the one the permission table says, never data of somebody else, never a 500.
 */
import { inArray, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { beforeAll, describe, expect, test } from "vitest";
import { isOnRecord, may, PERMISSIONS, ROLES, ruleOf, type Permission } from "../../../core/auth/permissions.ts";
import { SUSPENDED_DETAIL } from "../../../core/contract/errors.ts";
import { createApp } from "../../../worker/app.ts";
import { describedAccess } from "../../../worker/openapi.ts";
import { auditLog, throttles } from "../../../worker/db/directory/schema.ts";
import { auditLog as tenantLog } from "../../../worker/db/tenant/schema.ts";
import { sentCounters } from "../../../worker/features/auth/throttle/limits.ts";
import { keptMail } from "../api/support/mail.ts";
import { errorOf, makeWorld, START } from "../api/support/world.ts";
import type { Browser } from "../api/support/browser.ts";
import { BAD_QUERY_VALUES, HUGE, mutationsOf, ODD_IDS } from "./odd-input.ts";
import { ROUTES, type RouteCase } from "./routes.ts";
import { aFullBusiness, aPlatformAdmin, browserOf, strangerIn, type Person, type Rows } from "./stage.ts";

const BUSINESS = "/api/businesses/:businessId/";
/** Longer than any session lives. */
const A_YEAR_MS = 365 * 24 * 3_600_000;

const ofRouter = createApp().routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"));
const inRouter = [...new Set(ofRouter.map(({ method, path }) => `${method} ${path}`))].toSorted();
/** As the handlers themselves declare it. */
const declared: ReadonlyMap<string, string> = new Map(
  ofRouter.flatMap(({ method, path, handler }) => {
    const access = describedAccess(handler);
    return access === undefined ? [] : [[`${method} ${path}`, access] as const];
  }),
);

type Walked = { route: string; method: string; path: string; known: RouteCase };
const all: Walked[] = Object.entries(ROUTES).map(([route, known]) => {
  const [method = "", path = ""] = route.split(" ");
  return { route, method, path, known };
});

const isUnsafe = ({ method }: Walked) => method !== "GET";
const isPermission = (access: RouteCase["access"]): access is Permission => access in PERMISSIONS;
const isInside = ({ path }: Walked) => path.startsWith(BUSINESS);
const permissionOf = ({ known }: Walked): Permission => {
  if (!isPermission(known.access)) throw new Error("not a route with a permission");
  return known.access;
};

const guarded = all.filter(({ known }) => isPermission(known.access));
const inside = guarded.filter(isInside);
const withRow = inside.filter(({ path }) => path.replace(BUSINESS, "").includes(":"));
const ofPlatform = guarded.filter((walked) => ruleOf(permissionOf(walked)).of === "platform");
const ofApi = all.filter(({ path }) => path.startsWith("/api/"));

const { mails, mail } = keptMail();
const world = makeWorld({ deps: { mail } });
/** How many lines of the log each route has left; and which sent nothing for who had sent enough. */
const written = new Map<string, number>();
const kept = new Set<string>();
let ours: Rows;
let theirs: Rows;
let suspended: Rows;
let admin: Person;

beforeAll(async () => {
  [ours, theirs] = [await aFullBusiness(), await aFullBusiness({ tenantDb: "TENANT_1" })];
  suspended = await aFullBusiness({ status: "suspended" });
  admin = await aPlatformAdmin();
});

/** The path in `business`, with ids of rows of `rows`. */
function pathOf({ path, known }: Walked, rows: Rows, businessId = rows.business.id): string {
  const ids: Record<string, string> = { businessId, ...known.params?.(rows) };
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`no value for :${name}`);
    return encodeURIComponent(id);
  });
}

const bodyOf = ({ known }: Walked, rows: Rows) => (known.body ? { body: known.body(rows) } : {});

/** Somebody who may use the route as far as their role goes. */
function whoMay(walked: Walked, rows: Rows): Person {
  const rule = ruleOf(permissionOf(walked));
  return rule.of === "platform" ? admin : rows.manager;
}

async function code(response: Response): Promise<[number, string]> {
  return [response.status, (await errorOf(response)).code];
}

/** The status, which is never a failure of ours. */
async function sound(response: Response): Promise<number> {
  const why =
    response.status < 500 ? "" : JSON.stringify(world.logs.filter(({ event }) => event === "request_failed").at(-1));
  expect(response.status, why).toBeLessThan(500);
  return response.status;
}

/** The same, after seeing that nothing of the other business came along. */
async function harmless(response: Response): Promise<number> {
  expect(await response.clone().text()).not.toContain(theirs.secret);
  return sound(response);
}

describe("the list of this suite", () => {
  test("has every route of the app, and no other", () => {
    expect(Object.keys(ROUTES).toSorted()).toEqual(inRouter);
  });

  test("says of each what the route itself declares", () => {
    const undescribed = new Set(["GET /api/openapi.json", "GET /api/docs"]);
    const ofTable = ofApi.filter(({ route }) => !undescribed.has(route));
    const said: Map<string, string> = new Map(ofTable.map(({ route, known }) => [route, known.access]));
    const itself: Map<string, string | undefined> = new Map(ofTable.map(({ route }) => [route, declared.get(route)]));
    expect(itself).toEqual(said);
  });

  test("gives a body to every route that takes one", () => {
    const documented = ofRouter.filter(
      ({ handler }) => "target" in Object(Object.values(handlerMarks(handler))[0] ?? {}),
    );
    const taking = new Set(
      documented
        .filter(({ handler }) => (Object.values(handlerMarks(handler))[0] as { target?: string }).target === "json")
        .map(({ method, path }) => `${method} ${path}`),
    );
    expect(
      all
        .filter(({ known }) => known.body)
        .map(({ route }) => route)
        .toSorted(),
    ).toEqual([...taking].toSorted());
  });
});

/** What the documenting middleware left on a handler, under its symbol. */
function handlerMarks(handler: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.getOwnPropertySymbols(handler).map((symbol) => [String(symbol), Reflect.get(handler, symbol) as unknown]),
  );
}

describe.each(guarded)("$route", (walked) => {
  test("is 401 without a session", async () => {
    const response = await strangerIn(world).request(walked.method, pathOf(walked, ours), bodyOf(walked, ours));
    expect(await code(response)).toEqual([401, "unauthorized"]);
  });

  test("is 401 with a session that has run out", async () => {
    const later = makeWorld();
    const browser = await browserOf(later, whoMay(walked, ours));
    later.clock.now = START + A_YEAR_MS;
    const response = await browser.request(walked.method, pathOf(walked, ours), bodyOf(walked, ours));
    expect(await code(response)).toEqual([401, "unauthorized"]);
  });

  test("is 401 with a session that was ended", async () => {
    const browser = await browserOf(world, whoMay(walked, ours), { endedAt: START, endReason: "signed_out" });
    const response = await browser.request(walked.method, pathOf(walked, ours), bodyOf(walked, ours));
    expect(await code(response)).toEqual([401, "unauthorized"]);
  });
});

describe.each(inside)("$route", (walked) => {
  test.each([
    ["their manager", () => ours.manager],
    ["their agent", () => ours.agent],
    ["a platform admin", () => admin],
  ])("of another business is 404 for %s", async (_, who) => {
    const browser = await browserOf(world, who());
    const response = await browser.request(walked.method, pathOf(walked, theirs), bodyOf(walked, theirs));
    expect(await code(response.clone())).toEqual([404, "not_found"]);
    await harmless(response);
  });

  test("of a business that does not exist is 404", async () => {
    const browser = await browserOf(world, ours.manager);
    const path = pathOf(walked, ours, "no-such-business");
    expect(await code(await browser.request(walked.method, path, bodyOf(walked, ours)))).toEqual([404, "not_found"]);
  });

  const permission = permissionOf(walked);
  const refused = ROLES.filter((role) => !may({ role, platformRole: null, impersonating: false }, permission));
  test.each(refused)("is 403 for the role %s", async (role) => {
    const browser = await browserOf(world, role === "business" ? ours.agent : ours.manager);
    const response = await browser.request(walked.method, pathOf(walked, ours), bodyOf(walked, ours));
    expect(await code(response)).toEqual([403, "forbidden"]);
  });
});

describe.each(inside.filter(isUnsafe))("$route", (walked) => {
  test("is 403 in a suspended business", async () => {
    const browser = await browserOf(world, suspended.manager);
    const response = await browser.request(walked.method, pathOf(walked, suspended), bodyOf(walked, suspended));
    const { code, details } = await errorOf(response);
    expect([response.status, code, details]).toEqual([403, "forbidden", [SUSPENDED_DETAIL]]);
  });
});

describe.each(inside.filter((walked) => !isUnsafe(walked) && walked.path !== `${BUSINESS}live`))("$route", (walked) => {
  test("can still be read in a suspended business", async () => {
    const browser = await browserOf(world, suspended.manager);
    expect((await browser.get(pathOf(walked, suspended))).status).toBe(200);
  });
});

describe.each(withRow)("$route", (walked) => {
  test("is 404 for another business's row under one's own business", async () => {
    const browser = await browserOf(world, ours.manager);
    const path = pathOf(walked, theirs, ours.business.id);
    const response = await browser.request(walked.method, path, bodyOf(walked, ours));
    expect(await code(response.clone())).toEqual([404, "not_found"]);
    await harmless(response);
  });
});

describe.each(guarded.filter(({ path }) => path.replace(BUSINESS, "").includes(":")))("$route", (walked) => {
  test.each(ODD_IDS)("with the id %j finds nothing", async (odd) => {
    const browser = await browserOf(world, whoMay(walked, ours));
    const path = walked.path
      .replace(BUSINESS, `${ours.business.path}/`)
      .replace(":channel", "phone")
      .replace(/:\w+/g, odd);
    const status = await harmless(await browser.request(walked.method, path, bodyOf(walked, ours)));
    expect([400, 404]).toContain(status);
  });
});

describe.each(ofPlatform)("$route", (walked) => {
  test.each(["manager", "agent"] as const)("is 403 for a business's %s", async (who) => {
    const browser = await browserOf(world, ours[who]);
    const response = await browser.request(walked.method, pathOf(walked, theirs), bodyOf(walked, theirs));
    expect(await code(response.clone())).toEqual([403, "forbidden"]);
    await harmless(response);
  });
});

describe.each(
  guarded.filter((walked) => !ruleOf(permissionOf(walked)).whileImpersonating && !ofPlatform.includes(walked)),
)("$route", (walked) => {
  test("is 403 in another person's name", async () => {
    const browser = await browserOf(world, ours.manager, {
      impersonatorId: admin.id,
      parentSessionId: "gone",
      impersonatedBusinessId: ours.business.id,
      impersonationReason: "a test",
    });
    const response = await browser.request(walked.method, pathOf(walked, ours), bodyOf(walked, ours));
    expect(await code(response)).toEqual([403, "not_while_impersonating"]);
  });
});

describe.each(guarded.filter(isUnsafe))("$route", (walked) => {
  const send = async (change: (browser: Browser) => Promise<Record<string, string | null>>) => {
    const browser = await browserOf(world, whoMay(walked, ours));
    const headers = await change(browser);
    return code(await browser.request(walked.method, pathOf(walked, ours), { ...bodyOf(walked, ours), headers }));
  };

  test.each([
    ["no CSRF token", null],
    ["an empty CSRF token", ""],
    ["a made-up CSRF token", "x".repeat(43)],
  ])("is 403 with %s", async (_, token) => {
    expect(await send(async () => ({ "X-CSRF-Token": token }))).toEqual([403, "csrf_failed"]);
  });

  test("is 403 with the CSRF token of another session", async () => {
    const other = await browserOf(world, theirs.manager);
    expect(await send(async () => ({ "X-CSRF-Token": other.csrfToken }))).toEqual([403, "csrf_failed"]);
  });
});

describe("what is done", () => {
  const lineCount = async ({ manager, business }: Rows): Promise<number> => {
    const { directory, tenants } = world.deps;
    const actors = [manager.id, admin.id];
    const counts = await Promise.all([
      directory.$count(auditLog, inArray(auditLog.actorId, actors)),
      drizzle(tenants[business.tenantDb] as D1Database).$count(tenantLog, inArray(tenantLog.actorId, actors)),
    ]);
    return counts.reduce((sum, count) => sum + count);
  };

  test.each(guarded.filter(isUnsafe))("$route is counted if it leaves a line in the log", async (walked) => {
    const rows = await aFullBusiness();
    const before = await lineCount(rows);
    const browser = await browserOf(world, whoMay(walked, rows));
    const { status } = await browser.request(walked.method, pathOf(walked, rows), bodyOf(walked, rows));
    const left = (await lineCount(rows)) - before;
    // Securing one's account is never refused for it: those lines have an end of their own (session-lines.ts).
    const permission = permissionOf(walked);
    if (left > 0) expect(isOnRecord(permission) || permission === "self.secure", `${status}, ${left} lines`).toBe(true);
    written.set(walked.route, left);
  });

  test("left lines in most cases: the check above has looked at something", () => {
    expect([...written.values()].filter((count) => count > 0).length).toBeGreaterThan(15);
  });

  test.each(guarded.filter(isUnsafe))("$route sends nothing for who has sent too much", async (walked) => {
    const rows = await aFullBusiness();
    const by = whoMay(walked, rows);
    const endsAt = START + A_YEAR_MS;
    const used = sentCounters(world.deps.config.JWT_SECRET, by.id).map(({ key, limit }) => ({
      key,
      count: limit,
      endsAt,
    }));
    await world.deps.directory
      .insert(throttles)
      .values(used)
      .onConflictDoUpdate({ target: throttles.key, set: { count: sql`excluded.count` } });
    mails.length = 0;
    const response = await (
      await browserOf(world, by)
    ).request(walked.method, pathOf(walked, rows), bodyOf(walked, rows));
    expect(await response.text()).not.toMatch(/\/(invitation|reset)#/);
    expect(mails).toEqual([]);
    if (response.status === 429) kept.add(walked.route);
    await world.deps.directory.delete(throttles).where(
      inArray(
        throttles.key,
        used.map(({ key }) => key),
      ),
    );
  });

  test("was kept back where a link is made", () => {
    expect([...kept].toSorted()).toEqual([
      "POST /api/admin/businesses",
      "POST /api/admin/people/:userId/reset-link",
      "POST /api/businesses/:businessId/people/:userId/reset-link",
      "POST /api/businesses/:businessId/people/invitations",
      "POST /api/businesses/:businessId/people/invitations/:invitationId/link",
    ]);
  });
});

describe.each(ofApi.filter(isUnsafe))("$route", (walked) => {
  const somebody = async () =>
    isPermission(walked.known.access) ? browserOf(world, whoMay(walked, ours)) : strangerIn(world);

  test.each([
    ["of another site", { Origin: "https://evil.test" }],
    ["of nowhere", { Origin: "null" }],
    ["of a sibling", { Origin: "https://x.agentlocator.test" }],
    ["of another site, by Fetch-Metadata", { "Sec-Fetch-Site": "cross-site" }],
  ])("is 403 from a page %s", async (_, headers) => {
    const browser = await somebody();
    const response = await browser.request(walked.method, pathOf(walked, ours), { ...bodyOf(walked, ours), headers });
    expect(await code(response)).toEqual([403, "csrf_failed"]);
  });
});

describe.each(ofApi.filter(({ known }) => known.body))("$route", (walked) => {
  const somebody = async () =>
    isPermission(walked.known.access) ? browserOf(world, whoMay(walked, ours)) : strangerIn(world);

  test.each(["{", "", "null", "[]", "7", '"text"', '{"a":', "\u0000", "{}x"])(
    "answers 400 to the body %j",
    async (raw) => {
      const response = await (await somebody()).request(walked.method, pathOf(walked, ours), { raw });
      const status = await harmless(response);
      // A patch of nothing is no mistake, and an empty body says nothing.
      expect([400, 415]).toContain(status);
    },
  );

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "does not take its JSON as %s, which a foreign form could send",
    async (type) => {
      const response = await (
        await somebody()
      ).request(walked.method, pathOf(walked, ours), {
        ...bodyOf(walked, ours),
        headers: { "Content-Type": type },
      });
      expect(await harmless(response)).toBe(400);
    },
  );

  test("refuses a body that is too large", async () => {
    const response = await (await somebody()).request(walked.method, pathOf(walked, ours), { raw: HUGE });
    expect(await code(response)).toEqual([413, "payload_too_large"]);
  });

  test("names the field that is wrong, whatever is put into it, and never breaks", async () => {
    const right = walked.known.body?.(ours) ?? {};
    for (const { field, value, certainlyWrong } of mutationsOf(right)) {
      const browser = await somebody();
      const response = await browser.request(walked.method, pathOf(walked, ours), { body: value });
      const body = await response.clone().text();
      const status = await harmless(response);
      if (!certainlyWrong) continue;
      // What was read may be older than the rules for what is typed: it only has to be what stands there.
      if (status === 409 && field.endsWith(".from")) continue;
      expect([status, field], `${field}: ${JSON.stringify(value).slice(0, 200)} → ${body.slice(0, 200)}`).toEqual([
        400,
        field,
      ]);
      const { code: is, details } = (JSON.parse(body) as { error: Awaited<ReturnType<typeof errorOf>> }).error;
      expect(is).toBe("validation_failed");
      expect(details?.some((detail) => detail.field.split(".")[0] === field.split(".")[0])).toBe(true);
    }
  });
});

const BAD_LIMITS = ["0", "-1", "101", "1e9", "abc", "1.5"];

describe.each(guarded.filter(({ known }) => known.query))("$route", (walked) => {
  // The platform's own lists name every business.
  const harmlessHere = ofPlatform.includes(walked) ? sound : harmless;

  test("survives whatever is in its query, and names a limit or cursor that is wrong", async () => {
    const browser = await browserOf(world, whoMay(walked, ours));
    for (const name of Object.keys(walked.known.query ?? {})) {
      for (const value of BAD_QUERY_VALUES) {
        const query = new URLSearchParams({ [name]: value });
        const response = await browser.get(`${pathOf(walked, ours)}?${query}`);
        const copy = response.clone();
        const status = await harmlessHere(response);
        expect([200, 400], `${name}=${value.slice(0, 40)}`).toContain(status);
        // Of a list of values it says which: `deal.0`.
        if (status === 400) expect((await errorOf(copy)).details?.[0]?.field.split(".")[0]).toBe(name);
      }
    }
    for (const limit of "limit" in (walked.known.query ?? {}) ? BAD_LIMITS : [])
      expect((await browser.get(`${pathOf(walked, ours)}?limit=${limit}`)).status).toBe(400);
  });
});

describe("Twilio's webhooks", () => {
  test.each(all.filter(({ known }) => known.access === "twilio"))(
    "$route is 403 without Twilio's signature",
    async (walked) => {
      for (const signature of [null, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "x".repeat(5_000)]) {
        const response = await strangerIn(world).request(walked.method, walked.path, {
          raw: "CallSid=CA00000000000000000000000000000000&To=%2B97235550101",
          headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature },
        });
        expect(await code(response)).toEqual([403, "bad_signature"]);
      }
    },
  );
});
