/** Seeds the databases under `DATA_DIR` as `npm run seed` does, and adds the businesses of the tests. Before the Worker starts. */
import { drizzle } from "drizzle-orm/d1";
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION } from "../../../../core/business/settings.ts";
import { withLocalDatabases } from "../../../../dev/seed/local-databases.ts";
import { seed } from "../../../../dev/seed/seed.ts";
import { directoryDb } from "../../../../worker/db/directory/client.ts";
import { businesses, channelAddresses, memberships, users } from "../../../../worker/db/directory/schema.ts";
import { businessSettings, calls, leadProposals, leads } from "../../../../worker/db/tenant/schema.ts";
import { tenantDatabases } from "../../../../worker/env.ts";
import { hashPassword } from "../../../../worker/features/auth/password.ts";
import {
  AGENT,
  GREETING,
  LISTED,
  listedLead,
  LONER,
  MANAGER,
  SECOND_MANAGER,
  hasSecondManager,
  nextBusiness,
  PROPOSAL,
  SUSPENDED,
  testBusinesses,
  twinOf,
  waitingLead,
  type TestBusiness,
} from "../businesses.ts";

const MANAGER_ID = "00000000-0000-4000-8000-0000000e2e00";
const AGENT_ID = "00000000-0000-4000-8000-0000000e2e01";
const LONER_ID = "00000000-0000-4000-8000-0000000e2e02";
const SECOND_MANAGER_ID = "00000000-0000-4000-8000-0000000e2e03";
const TENANT_DB = "TENANT_0";
/** Of these pools each business has a lead with a call. */
const WITH_LEAD = /^e2e-(assignment|proposals|lines|restart|duplicates|board)-/;

const dataDir = process.env["DATA_DIR"] ?? "";
const password = process.env["SEED_PASSWORD"] ?? "";

await withLocalDatabases(dataDir, async (env) => {
  await seed(env.DIRECTORY, tenantDatabases(env), { password, now: Date.now(), files: env.RECORDINGS });
  await seedDirectory(env.DIRECTORY);
  await seedSettings(env.TENANT_0);
  await seedLeads(env.TENANT_0);
});

async function seedDirectory(database: D1Database): Promise<void> {
  const db = directoryDb(database);
  const createdAt = Date.now();
  const passwordHash = await hashPassword(MANAGER.password);
  const person = { platformRole: null, passwordHash, createdAt };
  await db.insert(users).values([
    { ...person, id: MANAGER_ID, email: MANAGER.email, name: "מנהלת הניסיונות" },
    { ...person, id: SECOND_MANAGER_ID, email: SECOND_MANAGER.email, name: "המנהל השני" },
    { ...person, id: AGENT_ID, email: AGENT.email, name: "סוכן הניסיונות" },
    { ...person, id: LONER_ID, email: LONER.email, name: "אורחת הניסיונות" },
  ]);
  const rows = [
    ...testBusinesses().map((business) => ({ business, status: "active" as const })),
    { business: SUSPENDED, status: "suspended" as const },
  ];
  const statements = rows.flatMap(({ business: { id, slug, phone }, status }) => [
    db.insert(businesses).values({ id, slug, name: slug, status, tenantDb: TENANT_DB, createdAt }),
    db.insert(channelAddresses).values({ channel: "phone", address: phone, businessId: id, createdAt }),
    db.insert(memberships).values({ userId: MANAGER_ID, businessId: id, role: "manager", createdAt }),
  ]);
  const [first, ...rest] = statements;
  if (first) await db.batch([first, ...rest]);
  for (const { id } of testBusinesses().filter(hasSecondManager))
    await db.insert(memberships).values({ userId: SECOND_MANAGER_ID, businessId: id, role: "manager", createdAt });
  await db
    .insert(memberships)
    .values({ userId: AGENT_ID, businessId: nextBusiness("shell").id, role: "business", createdAt });
}

async function seedSettings(database: D1Database): Promise<void> {
  const db = drizzle(database);
  const [first, ...rest] = [...testBusinesses(), SUSPENDED].map((business) =>
    db.insert(businessSettings).values(settingsOf(business)),
  );
  if (first) await db.batch([first, ...rest]);
}

async function seedLeads(database: D1Database): Promise<void> {
  const db = drizzle(database);
  const at = Date.now();
  for (const business of testBusinesses().filter(({ slug }) => slug.startsWith("e2e-leadList-"))) {
    const [first, ...rest] = Array.from({ length: LISTED }, (_, nth) =>
      db.insert(leads).values({
        businessId: business.id,
        ...listedLead(business, nth),
        source: "call",
        createdAt: at - nth,
        updatedAt: at - (LISTED - nth) * 60_000,
      }),
    );
    if (first) await db.batch([first, ...rest]);
  }
  for (const business of testBusinesses().filter(({ slug }) => WITH_LEAD.test(slug))) {
    const { id, callId, name, phone } = waitingLead(business);
    const times = { createdAt: at, updatedAt: at };
    await db
      .insert(leads)
      .values({ businessId: business.id, id, name, phone, status: "new", source: "call", ...times });
    await db.insert(calls).values({
      businessId: business.id,
      id: callId,
      callSid: `CA-${callId}`,
      direction: "inbound",
      from: phone,
      to: business.phone,
      status: "ended",
      startedAt: at,
      leadId: id,
    });
    if (business.slug.startsWith("e2e-duplicates-"))
      await db
        .insert(leads)
        .values({ businessId: business.id, ...twinOf(business), status: "new", source: "form", ...later(times) });
    if (business.slug.startsWith("e2e-proposals-"))
      await db
        .insert(leadProposals)
        .values({ businessId: business.id, leadId: id, callId, ...PROPOSAL, version: 1, saidAt: at });
  }
}

/** Who came second is the one that becomes part of the other. */
function later({ createdAt, updatedAt }: { createdAt: number; updatedAt: number }) {
  return { createdAt: createdAt + 1, updatedAt: updatedAt + 1 };
}

function settingsOf({ id, model }: TestBusiness): typeof businessSettings.$inferInsert {
  return {
    businessId: id,
    assistantName: "ניסוי",
    aiPrompt: "משרד תיווך שכל שיחה אליו היא ניסיון.",
    greeting: GREETING,
    voice: "cedar",
    realtimeModel: model,
    textModel: null,
    transcribeModel: null,
    turnDetection: DEFAULT_TURN_DETECTION,
    limits: DEFAULT_CALL_LIMITS,
    handoffPhone: null,
    version: 1,
    updatedAt: Date.now(),
  };
}
