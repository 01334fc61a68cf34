/**
 * Two competing businesses with arbitrary data. Their rows have the same ids, numbers and CallSids wherever the schema
 * lets them, so that a query which forgets the business hits the other one's row.
 */
import { env as platform } from "cloudflare:workers";
import { eq, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import fc from "fast-check";
import { aBusiness, aUser, START, type TestBusiness } from "../api/support/world.ts";
import { anImport } from "../api/support/an-import.ts";
import {
  formAddresses,
  auditLog,
  businesses,
  channelAddresses,
  invitations,
  memberships,
} from "../../../worker/db/directory/schema.ts";
import * as tenant from "../../../worker/db/tenant/schema.ts";
import { depsOf } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";
import { hashToken } from "../../../worker/features/auth/hash-token.ts";
import { folderOf } from "../../../worker/features/imports/file/pieces.ts";
import { photoKey } from "../../../worker/features/listings/photos/service.ts";
import { newSecret, shareToken } from "../../../worker/features/listings/shares/token.ts";
import { logoKey } from "../../../worker/features/business/logo/service.ts";

const { RECORDINGS } = platform as unknown as Env;
const deps = depsOf(platform as unknown as Env);
const { directory, tenants } = deps;

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.constantFrom("דנה כהן", "קונה", "x' or 1=1 --", "\u0000", "😀"),
);
const lead = fc.record({
  name: fc.option(words),
  area: fc.option(words),
  budget: fc.option(fc.integer({ min: 0, max: 50_000_000 })),
  status: fc.constantFrom("new" as const, "contacted" as const, "won" as const),
  assigned: fc.boolean(),
});
const call = fc.record({
  leadOf: fc.option(fc.nat({ max: 3 })),
  summary: fc.option(words),
  said: fc.array(words, { maxLength: 3 }),
});

export const sideData = fc.record({
  leads: fc.array(lead, { minLength: 1, maxLength: 4 }),
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  prompt: words,
});
export type SideData = typeof sideData extends fc.Arbitrary<infer T> ? T : never;

export type Side = {
  business: TestBusiness;
  /** In every text of this side. */
  secret: string;
  manager: { id: string };
  agent: { id: string };
  leadIds: string[];
  tagId: string;
  viewId: string;
  runId: string;
  callIds: string[];
  /** Of both sides the same. */
  listingId: string;
  demandId: string;
  photoId: string;
  shareId: string;
  shareToken: string;
  invitationId: string;
  formId: string;
  importId: string;
};

/** Both sides have a logo of the same version. */
export const LOGO_VERSION = 7;

/** Both have kept their settings once, under the same number. */
export const SETTINGS_VERSION = 5;

const phoneOf = (index: number) => `+97252555${String(1_000 + index)}`;

/** `run` is the same for both sides: it makes their ids. */
export async function makeSide(run: string, tenantDb: string, data: SideData): Promise<Side> {
  const secret = `secret-${crypto.randomUUID()}`;
  const business = await aBusiness({ name: secret, tenantDb });
  const { scope } = business;
  const { db, businessId } = scope;
  const [manager, agent] = [await aUser({ name: `manager ${secret}` }), await aUser({ name: `agent ${secret}` })];
  await directory.insert(memberships).values([
    { userId: manager.id, businessId, role: "manager", createdAt: START },
    { userId: agent.id, businessId, role: "business", createdAt: START },
  ]);
  await db
    .update(tenant.businessSettings)
    .set({ aiPrompt: `${data.prompt} ${secret}` })
    .where(eq(tenant.businessSettings.businessId, businessId));
  await db.insert(tenant.settingsVersions).values({
    businessId,
    version: SETTINGS_VERSION,
    savedAt: START,
    savedBy: manager.id,
    savedByName: `manager ${secret}`,
    changed: ["aiPrompt"],
    settings: { aiPrompt: `${data.prompt} ${secret}` },
  });
  const leadIds = data.leads.map((_, index) => `${run}-lead-${index}`);
  for (const [index, { assigned, ...fields }] of data.leads.entries())
    await db.insert(tenant.leads).values({
      businessId,
      id: leadIds[index]!,
      ...fields,
      phone: phoneOf(index),
      notes: secret,
      source: "call",
      assignedTo: assigned ? agent.id : null,
      createdAt: START,
      updatedAt: START + index,
    });
  await db.insert(tenant.tags).values({
    businessId,
    id: `${run}-tag`,
    name: secret,
    nameKey: secret,
    color: "red",
    createdAt: START,
  });
  await db.insert(tenant.leadViews).values({
    businessId,
    id: `${run}-view`,
    name: secret.slice(0, 40),
    ownerId: manager.id,
    isShared: true,
    settings: {
      of: "all",
      agent: null,
      status: [],
      source: [],
      tag: [],
      deal: [],
      q: secret.slice(0, 80),
      sort: "changed",
      columns: null,
    },
    createdAt: START,
    updatedAt: START,
  });
  await db.insert(tenant.leadBulkRuns).values({
    businessId,
    id: `${run}-bulk`,
    kind: "status",
    action: { kind: "status", status: "lost", reason: secret.slice(0, 200) },
    ids: leadIds,
    actorId: manager.id,
    actorName: secret,
    state: "running",
    place: 0,
    piece: 0,
    seen: 0,
    changed: 0,
    undone: 0,
    createdAt: START,
    updatedAt: START,
  });
  for (const [index, leadId] of leadIds.entries()) {
    const own = { businessId, leadId, id: `${run}-of-${index}` };
    await db.insert(tenant.leadTags).values({ businessId, leadId, tagId: `${run}-tag` });
    await db
      .insert(tenant.leadContacts)
      .values({ ...own, kind: "email", value: secret, typed: secret, createdAt: START });
    await db
      .insert(tenant.leadNotes)
      .values({ ...own, text: secret, authorId: agent.id, authorName: secret, at: START });
    await db.insert(tenant.leadEvents).values({ ...own, kind: "edited", at: START, data: { secret } });
    await db.insert(tenant.consents).values({
      ...own,
      channel: "sms",
      purpose: "marketing",
      isGiven: true,
      at: START,
      evidence: secret,
      author: { by: "form", at: START },
    });
    await db.insert(tenant.demands).values({
      ...own,
      dealType: "buy",
      areas: [secret],
      features: {},
      isActive: true,
      note: secret,
      provenance: {},
      createdAt: START,
      updatedAt: START,
    });
  }
  const formId = `${run}-form`;
  await directory
    .insert(formAddresses)
    .values({ slug: `f-${crypto.randomUUID()}`, businessId, formId, createdAt: START });
  await db.insert(tenant.leadForms).values({
    businessId,
    id: formId,
    slug: formId,
    name: secret,
    title: secret,
    intro: secret,
    questions: [],
    consentText: secret,
    thanks: secret,
    isActive: true,
    version: 1,
    createdAt: START,
    leads: 0,
  });
  const callIds = data.calls.map((_, index) => `${run}-call-${index}`);
  for (const [index, { leadOf, summary, said }] of data.calls.entries()) {
    const id = callIds[index]!;
    await db.insert(tenant.calls).values({
      businessId,
      id,
      callSid: `CA-${run}-${index}`,
      leadId: leadOf === null ? null : (leadIds[leadOf % leadIds.length] ?? null),
      direction: "inbound",
      from: phoneOf(index),
      to: "+97235550101",
      status: "ended",
      startedAt: START + index,
      summary: `${summary ?? ""} ${secret}`,
    });
    for (const [seq, text] of said.entries())
      await db
        .insert(tenant.callTurns)
        .values({ businessId, callId: id, seq: seq + 1, role: "caller", text: `${text} ${secret}`, startedAt: START });
  }
  const demandId = `${run}-demand-of-listing`;
  await db.insert(tenant.demands).values({
    businessId,
    id: demandId,
    leadId: leadIds[0] ?? "none",
    dealType: "buy",
    areas: [secret],
    features: {},
    isActive: true,
    provenance: {},
    createdAt: START,
    updatedAt: START,
  });
  const [listingId, photoId, shareId] = [`${run}-listing`, `${run}-photo`, `${run}-share`];
  const shareSecret = newSecret();
  await db.insert(tenant.listings).values({
    businessId,
    id: listingId,
    deal: "sell",
    kind: "apartment",
    city: "חיפה",
    street: secret,
    addressTold: "full",
    features: [],
    ownerLeadId: leadIds[0] ?? null,
    description: secret,
    state: "active",
    stateAt: START,
    createdAt: START,
    updatedAt: START,
  });
  await db.insert(tenant.listingPhotos).values({
    businessId,
    listingId,
    id: photoId,
    position: 1,
    type: "image/png",
    width: 1,
    height: 1,
    bytes: 1,
    alt: secret,
    createdAt: START,
  });
  await db.insert(tenant.listingShares).values({
    businessId,
    id: shareId,
    listingId,
    secret: shareSecret,
    withAddress: true,
    createdBy: manager.id,
    createdByName: secret,
    createdAt: START,
  });
  await deps.files.put(photoKey(businessId, photoId), {
    bytes: new TextEncoder().encode(secret).slice().buffer,
    type: "image/png",
  });
  // Not a real picture: nobody looks at it here, and what is shown of it would be told by the secret.
  await deps.files.put(logoKey(businessId, LOGO_VERSION), {
    bytes: new TextEncoder().encode(secret).slice().buffer,
    type: "image/png",
  });
  await directory.update(businesses).set({ logoVersion: LOGO_VERSION }).where(eq(businesses.id, businessId));
  const invitationId = crypto.randomUUID();
  await directory.insert(invitations).values({
    id: invitationId,
    businessId,
    email: `${invitationId}@example.test`,
    name: secret,
    role: "business",
    tokenHash: hashToken(invitationId),
    invitedBy: manager.id,
    createdAt: START,
    expiresAt: START + 1_000_000,
  });
  await directory
    .insert(channelAddresses)
    .values({ channel: "whatsapp", address: `+${run}${tenantDb}${invitationId}`, businessId, createdAt: START });
  const importId = `${run}-import`;
  await anImport(business, deps.files, { id: importId, secret, leadId: leadIds[0] ?? null });
  return {
    business,
    secret,
    manager,
    agent,
    tagId: `${run}-tag`,
    viewId: `${run}-view`,
    runId: `${run}-bulk`,
    leadIds,
    callIds,
    invitationId,
    formId,
    importId,
    listingId,
    demandId,
    photoId,
    shareId,
    shareToken: shareToken(businessId, shareSecret),
  };
}

/** What a search writes by itself, whoever's it is. */
const NOT_COMPARED = new Set(["search_docs", "search_pending"]);
/** Every table of the tenant schema: one that comes later is compared as well. */
const TABLES = Object.values(tenant)
  .filter((thing) => is(thing, SQLiteTable))
  .map((table) => getTableName(table))
  .filter((name) => !NOT_COMPARED.has(name));

/** Everything that belongs to one side, in every database there is, and what its hub has ready. */
export async function photograph({ business: { id, place } }: Side) {
  const photo: Record<string, unknown> = {};
  for (const [name, database] of Object.entries(tenants))
    for (const table of TABLES) {
      const { results } = await database
        .prepare(`select * from ${table} where business_id = ? order by rowid`)
        .bind(id)
        .all();
      photo[`${name}.${table}`] = results;
    }
  photo["business"] = await directory.select().from(businesses).where(eq(businesses.id, id));
  for (const table of [memberships, invitations, channelAddresses, formAddresses, auditLog] as const)
    photo[getTableName(table)] = await directory.select().from(table).where(eq(table.businessId, id));
  const ofLogo = await RECORDINGS.list({ prefix: logoKey(id, LOGO_VERSION).replace(/[^/]*$/, "") });
  const ofImports = await RECORDINGS.list({ prefix: folderOf(id, "").replace(/\/$/, "") });
  photo["files"] = [...ofLogo.objects, ...ofImports.objects].map(({ key, etag }) => ({ key, etag }));
  const pictures = await RECORDINGS.list({ prefix: photoKey(id, "") });
  photo["pictures"] = pictures.objects.map(({ key, etag }) => ({ key, etag }));
  photo["snapshot"] = await deps.hub(id).snapshot(place);
  return photo;
}
