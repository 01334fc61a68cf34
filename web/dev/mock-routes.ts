/**
 * The routes of the stand-in API. A cookie `mock-fail=calls,settings` has those answer with a server error, and
 * `mock-slow=3000` makes everything wait, for looking at error and loading screens.
 */
import { Hono, type Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { settingsWarnings } from "../../core/business/settings.ts";
import type { Session } from "../../core/auth/wire.ts";
import type { CallDetail, CallSummary } from "../../core/calls/wire.ts";
import type { ErrorCode } from "../../core/contract/errors.ts";
import { calls, leads } from "./mock-data.ts";
import { BUSINESSES, PEOPLE, settings } from "./mock-people.ts";

const PAGE = 25;
const DEFAULTS = { realtimeModel: "gpt-realtime-2.1", textModel: "gpt-5.4-mini", transcribeModel: "gpt-transcribe" };

const refuse = (c: Context, status: 401 | 403 | 404 | 409 | 500, code: ErrorCode) =>
  c.json({ error: { code, message: code } }, status);

function sessionOf(c: Context): Session | null {
  const email = getCookie(c, "mock-user");
  const person = email && PEOPLE[email];
  if (!person) return null;
  const memberships = person.roles.flatMap(([slug, role]) =>
    BUSINESSES.filter((b) => b.slug === slug).map((b) => ({ ...b, role })),
  );
  return {
    user: { id: email, email, name: person.name, platformRole: null },
    memberships,
    csrfToken: "mock-token",
    impersonation: null,
  };
}

const summaryOf = ({
  turns: _t,
  events: _e,
  usage: _u,
  lead: _l,
  outcome: _o,
  realtimeModel: _m,
  ...summary
}: CallDetail): CallSummary => summary;

function page<Item>(c: Context, items: readonly Item[]) {
  const start = Number(c.req.query("cursor") ?? 0);
  const end = start + Number(c.req.query("limit") ?? PAGE);
  return c.json({ items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null });
}

const isEmpty = (c: Context) => c.req.param("businessId") === "b-bayit";
const settingsAnswer = () => ({ settings, platformDefaults: DEFAULTS, warnings: settingsWarnings(settings) });

export const routes = new Hono()
  .basePath("/api")
  .use(async (c, next) => {
    await new Promise((done) => setTimeout(done, Number(getCookie(c, "mock-slow") ?? 120)));
    const failing = (getCookie(c, "mock-fail") ?? "").split(",").filter(Boolean);
    if (failing.some((part) => c.req.path.includes(part))) return refuse(c, 500, "internal");
    if (c.req.method !== "GET" && !c.req.path.includes("/auth/") && c.req.header("X-CSRF-Token") !== "mock-token")
      return refuse(c, 403, "csrf_failed");
    return next();
  })
  .post("/auth/login", async (c) => {
    const { email, password } = await c.req.json<{ email: string; password: string }>();
    if (!PEOPLE[email] || password === "wrong") return refuse(c, 401, "invalid_credentials");
    setCookie(c, "mock-user", email, { path: "/" });
    c.req.raw.headers.set("Cookie", `mock-user=${email}`);
    return c.json(sessionOf(c));
  })
  .post("/auth/logout", (c) => {
    deleteCookie(c, "mock-user", { path: "/" });
    return c.body(null, 204);
  })
  .post("/auth/refresh", (c) => refuse(c, 401, "unauthorized"))
  .use(async (c, next) => (sessionOf(c) ? next() : refuse(c, 401, "unauthorized")))
  .get("/auth/me", (c) => c.json(sessionOf(c)))
  .get("/businesses/:businessId/calls", (c) => {
    const { status, leadId, callBack } = c.req.query();
    const found = (isEmpty(c) ? [] : calls).filter(
      (call) =>
        (!status || call.status === status) &&
        (!leadId || call.leadId === leadId) &&
        (!callBack || String(call.callBack) === callBack),
    );
    return page(c, found.map(summaryOf));
  })
  .get("/businesses/:businessId/calls/:callId", (c) => {
    const call = calls.find(({ id }) => id === c.req.param("callId"));
    return call && !isEmpty(c) ? c.json(call) : refuse(c, 404, "not_found");
  })
  .get("/businesses/:businessId/leads", (c) => page(c, isEmpty(c) ? [] : leads))
  .get("/businesses/:businessId/leads/:leadId", (c) => {
    const lead = leads.find(({ id }) => id === c.req.param("leadId"));
    return lead && !isEmpty(c) ? c.json(lead) : refuse(c, 404, "not_found");
  })
  .get("/businesses/:businessId/settings", (c) => c.json(settingsAnswer()))
  .patch("/businesses/:businessId/settings", async (c) => {
    const { version, ...changes } = await c.req.json<{ version: number }>();
    if (version !== settings.version) return refuse(c, 409, "conflict");
    Object.assign(settings, changes, { version: version + 1, updatedAt: Date.now() });
    return c.json(settingsAnswer());
  })
  .post("/businesses/:businessId/warm-up", (c) => c.json({ version: settings.version }))
  /** Only here: as if another manager had saved. */
  .get("/mock/somebody-saves", (c) => {
    Object.assign(settings, { assistantName: "גיא", version: settings.version + 1, updatedAt: Date.now() });
    return c.json({ version: settings.version });
  });
