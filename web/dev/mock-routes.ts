/**
 * The routes of the stand-in API. A cookie `mock-fail=calls,settings` has those answer with a server error, and
 * `mock-slow=3000` makes everything wait, for looking at error and loading screens. `mock-impersonated=` with a time in
 * Unix ms has the person who is signed in be somebody of the platform until then.
 */
import { Hono, type Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { settingsWarnings } from "../../core/business/settings.ts";
import type { SettingsVersion } from "../../core/business/wire.ts";
import type { Session } from "../../core/auth/wire.ts";
import type { CallDetail, CallSummary } from "../../core/calls/wire.ts";
import { isToCallBack } from "../../core/calls/wire.ts";
import type { ErrorCode } from "../../core/contract/errors.ts";
import { adminRoutes } from "./mock-admin-routes.ts";
import { calls, leads } from "./mock-data.ts";
import { logoRoutes, logoVersionOf } from "./mock-logo-routes.ts";
import { doorRoutes, peopleRoutes } from "./mock-people-routes.ts";
import { BUSINESSES, IMPERSONATOR, PEOPLE, settings } from "./mock-people.ts";

const PAGE = 25;
const DEFAULTS = { realtimeModel: "gpt-realtime-2.1", textModel: "gpt-5.4-mini", transcribeModel: "gpt-transcribe" };

const refuse = (c: Context, status: 401 | 403 | 404 | 409 | 500, code: ErrorCode) =>
  c.json({ error: { code, message: code } }, status);

function sessionOf(c: Context): Session | null {
  const email = getCookie(c, "mock-user");
  const person = email && PEOPLE[email];
  if (!person) return null;
  const memberships = person.roles.flatMap(([slug, role]) =>
    BUSINESSES.filter((b) => b.slug === slug).map((b) => ({ ...b, role, logoVersion: logoVersionOf(b.businessId) })),
  );
  const until = getCookie(c, "mock-impersonated");
  const here = memberships[0];
  const impersonation =
    until && here
      ? {
          byName: PEOPLE[IMPERSONATOR.email]?.name ?? "",
          reason: IMPERSONATOR.reason,
          businessId: here.businessId,
          expiresAt: Number(until),
        }
      : null;
  return {
    user: { id: email, email, name: person.name, platformRole: person.platformRole ?? null },
    memberships: impersonation && here ? [here] : memberships,
    csrfToken: "mock-token",
    impersonation,
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

/** As the server finds: part of a name, or digits of a number however it was typed. */
function isFound(typed: string | undefined, name: string | null, ...phones: Array<string | null>): boolean {
  if (!typed) return true;
  const digits = typed.replace(/\D/g, "").replace(/^0/, "");
  return (name?.includes(typed) ?? false) || (digits.length > 2 && phones.some((phone) => phone?.includes(digits)));
}
/** What each save left, newest first. */
const kept: (SettingsVersion & { settings: typeof settings })[] = [
  {
    version: settings.version,
    savedAt: settings.updatedAt,
    by: { userId: "manager@carmel.test", name: "מיכל לוי" },
    impersonator: null,
    changed: ["aiPrompt", "limits.maxCallMs"],
    settings: { ...settings },
  },
];
function keep(by: string, changed: string[]) {
  const { version, updatedAt: savedAt } = settings;
  kept.unshift({
    version,
    savedAt,
    by: { userId: by, name: by },
    impersonator: null,
    changed,
    settings: { ...settings },
  });
}
const settingsAnswer = () => ({
  settings,
  lastSave: kept[0] ?? null,
  platformDefaults: DEFAULTS,
  warnings: settingsWarnings(settings),
});

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
  .get("/auth/session", (c) => c.json({ session: sessionOf(c) ?? null, renewable: false }))
  .route("/", doorRoutes(sessionOf))
  .use(async (c, next) => (sessionOf(c) ? next() : refuse(c, 401, "unauthorized")))
  .route("/", peopleRoutes(sessionOf))
  .route("/", logoRoutes)
  .get("/auth/me", (c) => c.json(sessionOf(c)))
  .route("/admin", adminRoutes)
  .post("/auth/impersonation/end", (c) => {
    if (!sessionOf(c)?.impersonation) return refuse(c, 409, "conflict");
    deleteCookie(c, "mock-impersonated", { path: "/" });
    setCookie(c, "mock-user", IMPERSONATOR.email, { path: "/" });
    c.req.raw.headers.set("Cookie", `mock-user=${IMPERSONATOR.email}`);
    return c.json(sessionOf(c));
  })
  .get("/businesses/:businessId/calls", (c) => {
    const { status, leadId, callBack, query } = c.req.query();
    const found = (isEmpty(c) ? [] : calls).filter(
      (call) =>
        (!status || call.status === status) &&
        (!leadId || call.leadId === leadId) &&
        (!callBack || String(isToCallBack(call)) === callBack) &&
        isFound(query, call.leadName, call.from, call.to),
    );
    return page(c, found.map(summaryOf));
  })
  .get("/businesses/:businessId/calls/waiting", (c) =>
    c.json({ callBacks: isEmpty(c) ? 0 : calls.filter(isToCallBack).length }),
  )
  .get("/businesses/:businessId/calls/:callId", (c) => {
    const call = calls.find(({ id }) => id === c.req.param("callId"));
    return call && !isEmpty(c) ? c.json(call) : refuse(c, 404, "not_found");
  })
  .get("/businesses/:businessId/leads", (c) => {
    const typed = c.req.query("query");
    const of = c.req.query("assignedTo");
    const found = (isEmpty(c) ? [] : leads).filter(
      (lead) =>
        isFound(typed, lead.name, lead.phone, lead.phoneTyped) &&
        (!of || (of === "none" ? lead.assignedTo === null : lead.assignedTo === of)),
    );
    return page(c, found);
  })
  .get("/businesses/:businessId/leads/:leadId", (c) => {
    const lead = leads.find(({ id }) => id === c.req.param("leadId"));
    return lead && !isEmpty(c) ? c.json(lead) : refuse(c, 404, "not_found");
  })
  .get("/businesses/:businessId/settings", (c) => c.json(settingsAnswer()))
  .patch("/businesses/:businessId/settings", async (c) => {
    const { version, ...changes } = await c.req.json<{ version: number }>();
    if (version !== settings.version) return refuse(c, 409, "conflict");
    Object.assign(settings, changes, { version: version + 1, updatedAt: Date.now() });
    keep("מיכל לוי", Object.keys(changes));
    return c.json(settingsAnswer());
  })
  .get("/businesses/:businessId/settings/versions", (c) => c.json({ versions: kept }))
  .get("/businesses/:businessId/settings/versions/:version", (c) => {
    const found = kept.find(({ version }) => String(version) === c.req.param("version"));
    return found ? c.json(found) : refuse(c, 404, "not_found");
  })
  .post("/businesses/:businessId/warm-up", (c) => c.json({ version: settings.version }))
  /** Only here: as if another manager had saved. */
  .get("/mock/somebody-saves", (c) => {
    Object.assign(settings, { assistantName: "גיא", version: settings.version + 1, updatedAt: Date.now() });
    keep("רון שגיא", ["assistantName"]);
    return c.json({ version: settings.version });
  });
