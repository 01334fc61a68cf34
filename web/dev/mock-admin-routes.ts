/** `/api/admin/*` of the stand-in API. Mounted behind its sign-in. */
import { Hono, type Context } from "hono";
import { setCookie } from "hono/cookie";
import type { AdminBusiness, Channel } from "../../core/admin/wire.ts";
import type { AuditAction } from "../../core/audit/actions.ts";
import type { SentLink } from "../../core/auth/wire.ts";
import type { ErrorCode } from "../../core/contract/errors.ts";
import * as platform from "./mock-admin-data.ts";

const PAGE = 25;
const HOUR = 3_600_000;

const refuse = (c: Context, status: 400 | 403 | 404 | 409, code: ErrorCode, field?: string, problem = "refused") =>
  c.json({ error: { code, message: code, ...(field && { details: [{ field, problem }] }) } }, status);

function page<Item>(c: Context, items: readonly Item[]) {
  const start = Number(c.req.query("cursor") ?? 0);
  const end = start + Number(c.req.query("limit") ?? PAGE);
  return c.json({ items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null });
}

const has = (text: string, c: Context) => text.toLowerCase().includes((c.req.query("query") ?? "").toLowerCase());

const whole = (business: (typeof platform.businesses)[number]): AdminBusiness => ({
  ...business,
  people: platform.people[business.id]?.length ?? (business.slug.length * 7) % 9,
  numbers: platform.numbers.filter(({ businessId }) => businessId === business.id).length,
});

const find = (c: Context) => platform.businesses.find(({ id }) => id === c.req.param("businessId"));

/** Addresses with `mail` in them are mailed; the others' links are handed out. */
const sent = (email: string, kind: string): SentLink => ({
  mailed: email.includes("mail"),
  link: email.includes("mail") ? null : `https://app.agentlocator.test/${kind}#Zk3mT0b9xQw-7dYc2LrPn8uVfHs5Ga1e`,
  expiresAt: Date.now() + 72 * HOUR,
});

const note = (action: AuditAction, business: { id: string; name: string }, data = {}) =>
  platform.audit.unshift(
    platform.line(Date.now(), action, { type: "business", id: business.id, label: business.name }, { business, data }),
  );

export const adminRoutes = new Hono()
  .get("/businesses", (c) =>
    page(c, platform.businesses.filter(({ name, slug }) => has(`${name} ${slug}`, c)).map(whole)),
  )
  .post("/businesses", async (c) => {
    const { name, slug, tenantDb, manager } = await c.req.json();
    if (platform.businesses.some((business) => business.slug === slug)) return refuse(c, 409, "conflict", "slug");
    const business = {
      id: `b-${slug}`,
      ...{ name, slug, tenantDb, status: "active" as const, createdAt: Date.now(), impersonationAllowed: true },
    };
    const invitation = {
      id: `i-${slug}`,
      ...{ email: manager.email, name: manager.name, role: "manager" as const, createdAt: Date.now() },
      ...{ expiresAt: Date.now() + 72 * HOUR, invitedBy: "יעל הראל", invitedByEmail: "manager@carmel.test" },
    };
    platform.businesses.unshift(business);
    platform.invitations[business.id] = [invitation];
    note("business.created", business);
    return c.json({ business: whole(business), invitation, sent: sent(manager.email, "invitation") });
  })
  .get("/businesses/:businessId", (c) => {
    const business = find(c);
    if (!business) return refuse(c, 404, "not_found");
    return c.json({
      business: whole(business),
      people: platform.people[business.id] ?? [],
      invitations: platform.invitations[business.id] ?? [],
      numbers: platform.numbers.filter(({ businessId }) => businessId === business.id),
    });
  })
  .patch("/businesses/:businessId", async (c) => {
    const business = find(c);
    if (!business) return refuse(c, 404, "not_found");
    const { name } = await c.req.json();
    note("business.renamed", business, { from: business.name, to: name });
    business.name = name;
    return c.json(whole(business));
  })
  .post("/businesses/:businessId/suspend", async (c) => {
    const business = find(c);
    if (!business) return refuse(c, 404, "not_found");
    business.status = "suspended";
    note("business.suspended", business, await c.req.json());
    return c.json(whole(business));
  })
  .post("/businesses/:businessId/resume", (c) => {
    const business = find(c);
    if (!business) return refuse(c, 404, "not_found");
    business.status = "active";
    note("business.resumed", business);
    return c.json(whole(business));
  })
  .get("/tenant-databases", (c) =>
    c.json({
      items: platform.tenantDatabases.map((database) => ({
        ...database,
        businesses: platform.businesses.filter(({ tenantDb }) => tenantDb === database.name).length,
      })),
    }),
  )
  .get("/numbers", (c) =>
    page(
      c,
      platform.numbers.filter(({ address, businessName }) => has(`${address} ${businessName}`, c)),
    ),
  )
  .post("/numbers", async (c) => {
    const { channel, address, businessId } = await c.req.json<{
      channel: Channel;
      address: string;
      businessId: string;
    }>();
    const digits = address.replaceAll(/[^\d+]/g, "").replace(/^0/, "+972");
    const business = platform.businesses.find(({ id }) => id === businessId);
    const owner = platform.numbers.find((number) => number.address === digits && number.channel === channel);
    if (!/^\+\d{8,14}$/.test(digits)) return refuse(c, 400, "validation_failed", "address");
    if (!business) return refuse(c, 404, "not_found");
    if (owner) return refuse(c, 409, "conflict", "address", owner.businessName);
    const number = { channel, address: digits, businessId, businessName: business.name, createdAt: Date.now() };
    platform.numbers.unshift(number);
    note("number.assigned", business);
    return c.json(number);
  })
  .delete("/numbers/:channel/:address", (c) => {
    const { channel, address } = c.req.param();
    const index = platform.numbers.findIndex((number) => number.channel === channel && number.address === address);
    if (index < 0) return refuse(c, 404, "not_found");
    platform.numbers.splice(index, 1);
    return c.body(null, 204);
  })
  .post("/people/:userId/reset-link", (c) => c.json(sent(c.req.param("userId"), "reset")))
  .post("/impersonations", async (c) => {
    const { userId } = await c.req.json<{ userId: string }>();
    setCookie(c, "mock-user", userId, { path: "/" });
    setCookie(c, "mock-impersonated", String(Date.now() + HOUR), { path: "/" });
    return c.json({});
  })
  .get("/audit", (c) => page(c, platform.audit));
