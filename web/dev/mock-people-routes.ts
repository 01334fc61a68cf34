/**
 * People, accounts, policy and audit log of the stand-in API. Secrets of links: `/reset#good-secret-0123456789`, and
 * `/invitation#newcomer-secret-012345` (nobody yet) or `/invitation#account-secret-0123456` (an account); any other is over.
 * Every password but `wrong` is right; `throttle@` as an address is told to wait.
 */
import { Hono, type Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import type { AuditAction, AuditRecord } from "../../core/audit/actions.ts";
import type { AuditLine } from "../../core/audit/wire.ts";
import type { OwnSession, SentLink, Session } from "../../core/auth/wire.ts";
import type { ErrorCode } from "../../core/contract/errors.ts";
import type { Invitation, Person, Policy } from "../../core/people/wire.ts";
import { leads } from "./mock-data.ts";
import { PEOPLE } from "./mock-people.ts";

type SessionOf = (c: Context) => Session | null;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const now = Date.now();
const PAGE = 25;

const refuse = (
  c: Context,
  status: 400 | 403 | 404 | 409 | 429,
  code: ErrorCode,
  field?: string,
  problem = "refused",
) => c.json({ error: { code, message: code, ...(field && { details: [{ field, problem }] }) } }, status);

const person = (email: string, name: string, role: Person["role"], more: Partial<Person> = {}): Person => ({
  ...{ userId: email, email, name, role, joinedAt: now - 400 * DAY, resetAskedAt: null, resetAllowed: true },
  ...more,
});

let people: Person[] = [
  person("manager@carmel.test", "מיכל לוי", "manager", { joinedAt: now - 700 * DAY, resetAllowed: false }),
  person("agent@carmel.test", "רון שגיא", "business", { resetAskedAt: now - 25 * MINUTE }),
  person("dana@carmel.test", "דנה אבוטבול־קורנפלד", "business", { joinedAt: now - 20 * DAY }),
  person("support.desk.of.the.office@very-long-domain-name.example", "עבד אל־רחמן אבו־חמדה", "business", {
    resetAskedAt: now - 3 * DAY,
    resetAllowed: false,
  }),
];

let invitations: Invitation[] = [
  {
    ...{
      id: "i1",
      email: "noa@example.test",
      name: "נועה כץ",
      role: "business",
      invitedBy: "מיכל לוי",
      invitedByEmail: "manager@carmel.test",
    },
    ...{ createdAt: now - DAY, expiresAt: now + 6 * DAY },
  },
  {
    ...{ id: "i2", email: "someone.with.a.long.address@example.test", name: null, role: "manager" },
    ...{
      invitedBy: "מיכל לוי",
      invitedByEmail: "manager@carmel.test",
      createdAt: now - 12 * DAY,
      expiresAt: now - 5 * DAY,
    },
  },
];

const policy: Policy = { agentsSee: "all", impersonationAllowed: true };

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1 Version/26.1 Safari/604.1";

let sessions: OwnSession[] = [
  {
    ...{ id: "s1", current: true, createdAt: now - 2 * DAY, lastUsedAt: now - MINUTE, userAgent: CHROME },
    ...{ address: "203.0.113.7", impersonator: null },
  },
  {
    ...{ id: "s2", current: false, createdAt: now - 9 * DAY, lastUsedAt: now - 3 * HOUR, userAgent: IPHONE },
    ...{ address: "2001:db8:4f2a:1::9", impersonator: null },
  },
  {
    ...{ id: "s3", current: false, createdAt: now - 20 * MINUTE, lastUsedAt: now - 4 * MINUTE, userAgent: null },
    ...{ address: null, impersonator: "יעל הראל" },
  },
];

const sent = (email: string, kind: "invitation" | "reset"): SentLink => ({
  mailed: email.includes("mail"),
  link: email.includes("mail") ? null : `http://localhost:5196/${kind}#newcomer-secret-012345`,
  expiresAt: Date.now() + (kind === "reset" ? HOUR : 7 * DAY),
});

function line(
  ago: number,
  action: AuditAction,
  [type, label]: [AuditRecord, string | null],
  data = {},
  more: Partial<AuditLine> = {},
) {
  return {
    ...{ id: `a${ago}-${action}`, at: now - ago, action, record: { type, id: "r", label }, data },
    ...{ actor: { userId: "manager@carmel.test", name: "מיכל לוי" }, impersonator: null },
    ...{ address: "203.0.113.7", userAgent: CHROME, emails: {} },
    ...more,
  } satisfies AuditLine;
}

const YAEL = { impersonator: { userId: "admin@agentlocator.test", name: "יעל הראל" } };
const audit: AuditLine[] = [
  line(8 * MINUTE, "lead.assigned", ["lead", "נועה ברק"], { from: null, to: { userId: "x", name: "רון שגיא" } }),
  line(50 * MINUTE, "settings.changed", ["settings", null], {
    changes: {
      voice: { from: "cedar", to: "marin" },
      aiPrompt: { fromChars: 1840, toChars: 2215 },
      "limits.maxCallMs": { from: 900_000, to: 600_000 },
      handoffPhone: { from: null, to: "+972521234567" },
    },
  }),
  line(2 * HOUR, "impersonation.action_refused", ["person", "מיכל לוי"], { permission: "people.change" }, YAEL),
  line(3 * HOUR, "impersonation.started", ["person", "מיכל לוי"], {
    reason: "בירור תקלה בהעברת שיחות, לבקשת המשרד",
    expiresAt: now - 2 * HOUR,
  }),
  line(DAY, "policy.changed", ["business", "נדל״ן הכרמל"], { changes: { agentsSee: { from: "own", to: "all" } } }),
  line(DAY + HOUR, "person.role_changed", ["person", "רון שגיא"], { from: "manager", to: "business" }),
  line(DAY + 2 * HOUR, "person.invited", ["invitation", "noa@example.test"], {
    email: "noa@example.test",
    role: "business",
  }),
  line(4 * DAY, "lead.assigned", ["person", "יוסי כהן"], {
    from: { userId: "y", name: "יוסי כהן" },
    to: null,
    leads: 4,
  }),
  line(4 * DAY + MINUTE, "person.removed", ["person", "יוסי כהן"], { email: "yossi@carmel.test", role: "business" }),
  line(6 * DAY, "session.theft_suspected", ["session", null], {}, { address: null, userAgent: null }),
  line(6 * DAY + HOUR, "session.ended", ["session", IPHONE], { everywhere: false }),
  ...Array.from({ length: 30 }, (_, index) => line((9 + index) * DAY, "settings.changed", ["settings", null])),
];

const INVITED = {
  ...{ businessName: "נדל״ן הכרמל", role: "business" as const, expiresAt: now + 5 * DAY },
};

function look(token: string) {
  if (token.startsWith("newcomer"))
    return { ...INVITED, email: "noa@example.test", name: "נועה כץ", hasAccount: false };
  if (token.startsWith("account")) return { ...INVITED, email: "manager@bayit.test", name: null, hasAccount: true };
  return null;
}

/** What is asked before anybody is signed in. */
export const doorRoutes = (sessionOf: SessionOf) =>
  new Hono()
    .post("/auth/password-reset", async (c) => {
      const { email } = await c.req.json<{ email: string }>();
      if (!email.startsWith("throttle@")) return c.body(null, 204);
      c.header("Retry-After", "95");
      return refuse(c, 429, "rate_limited");
    })
    .post("/auth/password-reset/look", async (c) => {
      const { token } = await c.req.json<{ token: string }>();
      if (!token.startsWith("good")) return refuse(c, 404, "not_found");
      return c.json({ email: "agent@carmel.test", expiresAt: now + HOUR });
    })
    .post("/auth/password-reset/confirm", (c) => {
      deleteCookie(c, "mock-user", { path: "/" });
      return c.body(null, 204);
    })
    .post("/auth/invitation/look", async (c) => {
      const found = look((await c.req.json<{ token: string }>()).token);
      return found ? c.json(found) : refuse(c, 404, "not_found");
    })
    .post("/auth/invitation/accept", async (c) => {
      const { name, token } = await c.req.json<{ name: string; token: string }>();
      const found = look(token);
      if (!found) return refuse(c, 404, "not_found");
      PEOPLE[found.email] = { name, roles: [["carmel", found.role]] };
      setCookie(c, "mock-user", found.email, { path: "/" });
      c.req.raw.headers.set("Cookie", `mock-user=${found.email}`);
      return c.json(sessionOf(c));
    });

const assigned = new Map([
  ["l1", "agent@carmel.test"],
  ["l3", "manager@carmel.test"],
]);

/** Puts on the leads of the stand-in what was assigned here. */
for (const lead of leads) lead.assignedTo = assigned.get(lead.id) ?? null;

/** Behind the sign-in. */
export const peopleRoutes = (sessionOf: SessionOf) =>
  new Hono()
    .post("/auth/invitation/join", async (c) => {
      const found = look((await c.req.json<{ token: string }>()).token);
      if (!found) return refuse(c, 404, "not_found");
      PEOPLE[found.email]?.roles.push(["carmel", found.role]);
      return c.json(sessionOf(c));
    })
    .get("/auth/events", (c) => c.json({ items: [] }))
    .get("/auth/sessions", (c) => c.json({ items: sessions }))
    .delete("/auth/sessions/:sessionId", (c) => {
      sessions = sessions.filter(({ id }) => id !== c.req.param("sessionId"));
      return c.body(null, 204);
    })
    .post("/auth/logout-others", (c) => c.body(null, 204))
    .post("/auth/logout-everywhere", (c) => {
      deleteCookie(c, "mock-user", { path: "/" });
      return c.body(null, 204);
    })
    .patch("/auth/profile", async (c) => {
      const self = PEOPLE[sessionOf(c)?.user.email ?? ""];
      if (self) self.name = (await c.req.json<{ name: string }>()).name;
      return c.json(sessionOf(c));
    })
    .post("/auth/password", async (c) => {
      const { currentPassword } = await c.req.json<{ currentPassword: string }>();
      if (currentPassword === "wrong") return refuse(c, 400, "validation_failed", "currentPassword");
      sessions = sessions.filter(({ current }) => current);
      return c.body(null, 204);
    })
    .get("/businesses/:businessId/people", (c) => c.json({ people, invitations }))
    .get("/businesses/:businessId/people/colleagues", (c) =>
      c.json({ items: people.map(({ userId, name }) => ({ userId, name, email: null })) }),
    )
    .post("/businesses/:businessId/people/invitations", async (c) => {
      const { email, name, role } = await c.req.json<Pick<Invitation, "email" | "name" | "role">>();
      if (people.some((one) => one.email === email)) return refuse(c, 409, "conflict", "email", "member");
      if (invitations.some((one) => one.email === email)) return refuse(c, 409, "conflict", "email", "invited");
      const invitation = {
        ...{ id: `i-${email}`, email, name, role, invitedBy: "מיכל לוי", invitedByEmail: "manager@carmel.test" },
        ...{ createdAt: Date.now(), expiresAt: Date.now() + 7 * DAY },
      };
      invitations = [...invitations, invitation];
      return c.json({ invitation, sent: sent(email, "invitation") });
    })
    .post("/businesses/:businessId/people/invitations/:id/link", (c) => {
      const invitation = invitations.find(({ id }) => id === c.req.param("id"));
      if (!invitation) return refuse(c, 404, "not_found");
      invitation.expiresAt = Date.now() + 7 * DAY;
      return c.json({ invitation, sent: sent(invitation.email, "invitation") });
    })
    .delete("/businesses/:businessId/people/invitations/:id", (c) => {
      invitations = invitations.filter(({ id }) => id !== c.req.param("id"));
      return c.body(null, 204);
    })
    .patch("/businesses/:businessId/people/:userId", async (c) => {
      const { role } = await c.req.json<Pick<Person, "role">>();
      const found = people.find(({ userId }) => userId === c.req.param("userId"));
      if (!found) return refuse(c, 404, "not_found");
      if (found.role === "manager" && role !== "manager" && isLastManager())
        return refuse(c, 409, "conflict", "role", "last_manager");
      found.role = role;
      return c.json(found);
    })
    .delete("/businesses/:businessId/people/:userId", (c) => {
      const found = people.find(({ userId }) => userId === c.req.param("userId"));
      if (found?.role === "manager" && isLastManager()) return refuse(c, 409, "conflict", "role", "last_manager");
      people = people.filter((one) => one !== found);
      return c.body(null, 204);
    })
    .post("/businesses/:businessId/people/:userId/reset-link", (c) => {
      const found = people.find(({ userId }) => userId === c.req.param("userId"));
      if (!found) return refuse(c, 404, "not_found");
      found.resetAskedAt = null;
      return c.json(sent(found.email, "reset"));
    })
    .get("/businesses/:businessId/policy", (c) => c.json(policy))
    .patch("/businesses/:businessId/policy", async (c) =>
      c.json(Object.assign(policy, await c.req.json<Partial<Policy>>())),
    )
    .put("/businesses/:businessId/leads/:leadId/assignee", async (c) => {
      const lead = leads.find(({ id }) => id === c.req.param("leadId"));
      if (!lead) return refuse(c, 404, "not_found");
      lead.assignedTo = (await c.req.json<{ userId: string | null }>()).userId;
      return c.json(lead);
    })
    .get("/businesses/:businessId/audit", (c) => {
      const items = c.req.param("businessId") === "b-bayit" ? [] : audit;
      const start = Number(c.req.query("cursor") ?? 0);
      const nextCursor = start + PAGE < items.length ? String(start + PAGE) : null;
      return c.json({ items: items.slice(start, start + PAGE), nextCursor });
    });

const isLastManager = () => people.filter(({ role }) => role === "manager").length === 1;
