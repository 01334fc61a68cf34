/** The platform as the stand-in API has it: businesses, numbers and people an admin sees, kept in memory. */
import type { AdminBusiness, ChannelNumber, TenantDatabase } from "../../core/admin/wire.ts";
import type { PlatformAuditLine } from "../../core/audit/wire.ts";
import type { Invitation, Person } from "../../core/people/wire.ts";

const DAY = 24 * 3_600_000;
const now = Date.now();

type Placed = Omit<AdminBusiness, "people" | "numbers">;

const business = (index: number, slug: string, name: string, more: Partial<Placed> = {}): Placed => ({
  id: `b-${slug}`,
  slug,
  name,
  status: "active",
  tenantDb: index % 3 === 2 ? "TENANT_1" : "TENANT_0",
  createdAt: now - (400 - index * 11) * DAY,
  impersonationAllowed: true,
  ...more,
});

export const businesses: Placed[] = [
  business(0, "carmel", "נדל״ן הכרמל"),
  business(1, "bayit", "בית וגן נכסים", { impersonationAllowed: false }),
  business(2, "shikun", "שיכון ומגורים בצפון, קבוצת תיווך ונכסים בע״מ", { status: "suspended" }),
  business(3, "remax-haifa", "RE/MAX חיפה"),
  ...Array.from({ length: 30 }, (_, index) => business(index + 4, `office-${index + 1}`, `משרד תיווך ${index + 1}`)),
].reverse();

export const numbers: ChannelNumber[] = [
  { channel: "phone", address: "+97235550101", businessId: "b-carmel", businessName: "נדל״ן הכרמל" },
  { channel: "whatsapp", address: "+972525550101", businessId: "b-carmel", businessName: "נדל״ן הכרמל" },
  { channel: "phone", address: "+97235550102", businessId: "b-bayit", businessName: "בית וגן נכסים" },
  {
    channel: "phone",
    address: "+442079460958",
    businessId: "b-shikun",
    businessName: "שיכון ומגורים בצפון, קבוצת תיווך ונכסים בע״מ",
  },
].map((number, index) => ({
  ...(number as Omit<ChannelNumber, "createdAt">),
  createdAt: now - (90 - index * 7) * DAY,
}));

const person = (userId: string, name: string, role: Person["role"], more: Partial<Person> = {}): Person => ({
  userId,
  name,
  email: userId,
  role,
  joinedAt: now - 200 * DAY,
  resetAskedAt: null,
  resetAllowed: true,
  ...more,
});

export const people: Record<string, Person[]> = {
  "b-carmel": [
    person("manager@carmel.test", "מיכל לוי", "manager"),
    person("agent@carmel.test", "רון שגיא", "business", { resetAskedAt: now - 2 * 3_600_000 }),
    person("yehudit.abramovich-goldenberg@carmel-real-estate.test", "יהודית אברמוביץ׳־גולדנברג", "business"),
  ],
  "b-bayit": [person("manager@bayit.test", "גלית מור", "manager", { resetAllowed: false })],
};

export const invitations: Record<string, Invitation[]> = {
  "b-carmel": [
    {
      id: "i1",
      email: "noa@carmel.test",
      name: "נועה כהן",
      role: "business",
      createdAt: now - DAY,
      expiresAt: now + 6 * DAY,
      invitedBy: "מיכל לוי",
      invitedByEmail: "manager@carmel.test",
    },
    {
      id: "i2",
      email: "eli@carmel.test",
      name: null,
      role: "manager",
      createdAt: now - 9 * DAY,
      expiresAt: now - 2 * DAY,
      invitedBy: "יעל הראל",
      invitedByEmail: "manager@carmel.test",
    },
  ],
};

export const tenantDatabases: Array<Omit<TenantDatabase, "businesses">> = [
  { name: "TENANT_0", missingMigrations: [] },
  { name: "TENANT_1", missingMigrations: [] },
  { name: "TENANT_2", missingMigrations: ["0001_people_sessions_audit"] },
];

const ADMIN = { userId: "admin@agentlocator.test", name: "יעל הראל" };
const CARMEL = { id: "b-carmel", name: "נדל״ן הכרמל" };
let lines = 0;

export const line = (
  at: number,
  action: PlatformAuditLine["action"],
  record: PlatformAuditLine["record"],
  more: Partial<PlatformAuditLine> = {},
): PlatformAuditLine => ({
  id: `a${++lines}`,
  at,
  action,
  actor: ADMIN,
  impersonator: null,
  address: "198.51.100.24",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36",
  record,
  data: {},
  emails: {},
  business: CARMEL,
  ...more,
});

const carmel = { type: "business", id: CARMEL.id, label: CARMEL.name } as const;
const michal = { type: "person", id: "manager@carmel.test", label: "מיכל לוי" } as const;

export const audit: PlatformAuditLine[] = [
  line(now - 20 * 60_000, "impersonation.ended", michal),
  line(now - 35 * 60_000, "impersonation.action_refused", michal, {
    actor: { userId: michal.id, name: michal.label },
    impersonator: ADMIN,
    data: { permission: "people.change" },
  }),
  line(now - 50 * 60_000, "impersonation.started", michal, {
    data: { reason: "בדיקת תקלה שדווחה בטלפון, פנייה 1182" },
  }),
  line(now - 2 * 3_600_000, "number.assigned", { type: "number", id: "phone:+97235550101", label: "+97235550101" }),
  line(now - 26 * 3_600_000, "business.renamed", carmel, { data: { from: "הכרמל נדלן", to: CARMEL.name } }),
  line(now - 27 * 3_600_000, "business.suspended", carmel, { data: { reason: "חוב של שלושה חודשים" } }),
  line(now - 5 * DAY, "person.reset_link_made", michal, { business: null, address: null, userAgent: null }),
  ...Array.from({ length: 40 }, (_, index) => line(now - (6 + index) * DAY, "business.resumed", carmel)),
];
