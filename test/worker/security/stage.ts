/** Two competing businesses with everything in them, and a signed-in browser for anybody, without typing passwords. */
import { env as platform } from "cloudflare:workers";
import { Browser } from "../api/support/browser.ts";
import { aBusiness, aCall, aLead, aUser, START, type makeWorld, type TestBusiness } from "../api/support/world.ts";
import { aListing } from "../api/support/listings.ts";
import { anImport } from "../api/support/an-import.ts";
import { aPng } from "../../support/pictures.ts";
import type { Role } from "../../../core/auth/permissions.ts";
import {
  formAddresses,
  type businesses,
  channelAddresses,
  invitations,
  memberships,
  sessions,
} from "../../../worker/db/directory/schema.ts";
import {
  demands,
  leadContacts,
  leadDuplicates,
  leadForms,
  leadMerges,
  leadNotes,
  leadStatuses,
  tags,
  listingPhotos,
  listingShares,
  settingsVersions,
} from "../../../worker/db/tenant/schema.ts";
import { depsOf } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";
import { signAccessToken } from "../../../worker/features/auth/access-token.ts";
import { cookieName } from "../../../worker/features/auth/cookies.ts";
import { csrfToken } from "../../../worker/features/auth/csrf-token.ts";
import { hashToken } from "../../../worker/features/auth/hash-token.ts";
import { logoKey } from "../../../worker/features/business/logo/service.ts";
import { photoKey } from "../../../worker/features/listings/photos/service.ts";
import { newSecret, shareToken } from "../../../worker/features/listings/shares/token.ts";
import { newRefreshToken, REFRESH_TOKEN_MS } from "../../../worker/features/auth/refresh-token.ts";

const { directory, files, config } = depsOf(platform as unknown as Env);
const unique = () => crypto.randomUUID();
let count = 0;
/** A number nobody has: the last seven digits count up. */
const aNumber = () => `+9723${String(5_600_000 + ++count).padStart(7, "0")}`;

export type Person = { id: string; name: string; email: string };

/** What a route's path and body may name. `secret` stands in every text of the business. */
export type Rows = {
  business: TestBusiness;
  secret: string;
  manager: Person;
  agent: Person;
  person: Person;
  lead: { id: string };
  /** One that stands in a pair with `lead`; and what is left of one that became part of `lead`. */
  twin: { id: string };
  mergeId: string;
  formId: string;
  contactId: string;
  noteId: string;
  call: { id: string; callSid: string };
  listing: { id: string };
  demandId: string;
  photoId: string;
  shareId: string;
  /** Of the page for customers. */
  shareToken: string;
  invitationId: string;
  importId: string;
  sessionId: string;
  number: string;
  freeNumber: string;
  /** Of a stage of leads that is this business's alone. */
  statusId: string;
  tagId: string;
  /** Of a save of the settings; no other business has one of this number. */
  settingsVersion: number;
  unique: string;
};

async function member(business: TestBusiness, role: Role, name: string): Promise<Person> {
  const user = await aUser({ name });
  await directory.insert(memberships).values({ userId: user.id, businessId: business.id, role, createdAt: START });
  return user;
}

export async function aFullBusiness(fields: Partial<typeof businesses.$inferInsert> = {}): Promise<Rows> {
  const secret = `secret-${unique()}`;
  const business = await aBusiness({ name: `משרד ${secret}`, logoVersion: 1, ...fields });
  await files.put(logoKey(business.id, 1), { bytes: aPng(20, 20, secret).buffer, type: "image/png" });
  const manager = await member(business, "manager", `מנהלת ${secret}`);
  const agent = await member(business, "business", `סוכן ${secret}`);
  const person = await member(business, "business", `עובד ${secret}`);
  const lead = await aLead(business, { name: `ליד ${secret}`, notes: secret, phone: aNumber() });
  const twin = await aLead(business, { name: `ליד ${secret}`, phone: aNumber() });
  const gone = await aLead(business, { name: secret, mergedInto: lead.id, deletedAt: START });
  const mergeId = unique();
  await business.scope.db.insert(leadDuplicates).values({
    businessId: business.id,
    oneId: [lead.id, twin.id].toSorted()[0]!,
    otherId: [lead.id, twin.id].toSorted()[1]!,
    reason: "together",
    detail: secret,
    foundAt: START,
    state: "open",
  });
  await business.scope.db.insert(leadMerges).values({
    businessId: business.id,
    id: mergeId,
    leadId: lead.id,
    mergedId: gone.id,
    mergedAt: START,
    mergedBy: manager.id,
    mergedByName: manager.name,
    record: { stays: { before: {}, after: {} }, goes: { phone: null }, moved: {} },
  });
  const formId = unique();
  const slug = `form-${formId.slice(0, 13)}`;
  await directory.insert(formAddresses).values({ slug, businessId: business.id, formId, createdAt: START });
  await business.scope.db.insert(leadForms).values({
    businessId: business.id,
    id: formId,
    slug,
    name: secret,
    title: secret,
    intro: "",
    questions: [],
    consentText: secret,
    thanks: secret,
    isActive: true,
    version: 1,
    createdAt: START,
    leads: 0,
  });
  const [contactId, noteId] = [unique(), unique()];
  const ofLead = { businessId: business.id, leadId: lead.id };
  const contact = { kind: "email" as const, value: `${secret}@example.test`, typed: `${secret}@example.test` };
  await business.scope.db.insert(leadContacts).values({ ...ofLead, id: contactId, ...contact, createdAt: START });
  const author = { authorId: manager.id, authorName: manager.name };
  await business.scope.db.insert(leadNotes).values({ ...ofLead, id: noteId, text: secret, ...author, at: START });
  const call = await aCall(business, { leadId: lead.id, summary: `שיחה ${secret}` });
  const importId = unique();
  await anImport(business, files, { id: importId, secret, leadId: lead.id });
  const listing = await aListing(business, { street: secret, description: secret, ownerLeadId: lead.id });
  const demandId = unique();
  await business.scope.db.insert(demands).values({
    businessId: business.id,
    id: demandId,
    leadId: lead.id,
    dealType: "buy",
    areas: [secret],
    features: {},
    isActive: true,
    provenance: {},
    createdAt: START,
    updatedAt: START,
  });
  const [photoId, shareId, shareSecret] = [unique(), unique(), newSecret()];
  await business.scope.db.insert(listingPhotos).values({
    businessId: business.id,
    listingId: listing.id,
    id: photoId,
    position: 1,
    type: "image/png",
    width: 20,
    height: 20,
    bytes: 100,
    alt: secret,
    createdAt: START,
  });
  await files.put(photoKey(business.id, photoId), { bytes: aPng(20, 20, secret).buffer, type: "image/png" });
  await business.scope.db.insert(listingShares).values({
    businessId: business.id,
    id: shareId,
    listingId: listing.id,
    secret: shareSecret,
    withAddress: true,
    createdBy: manager.id,
    createdByName: manager.name,
    createdAt: START,
  });
  const invitationId = unique();
  await directory.insert(invitations).values({
    id: invitationId,
    businessId: business.id,
    email: `${unique()}@example.test`,
    name: `מוזמן ${secret}`,
    role: "business",
    tokenHash: hashToken(unique()),
    invitedBy: manager.id,
    createdAt: START,
    expiresAt: START + 7 * 24 * 3_600_000,
  });
  const number = aNumber();
  await directory
    .insert(channelAddresses)
    .values({ channel: "phone", address: number, businessId: business.id, createdAt: START });
  const settingsVersion = 1_000 + ++count;
  await business.scope.db.insert(settingsVersions).values({
    businessId: business.id,
    version: settingsVersion,
    savedAt: START,
    savedBy: manager.id,
    savedByName: manager.name,
    changed: ["aiPrompt"],
    settings: { aiPrompt: secret },
  });
  const statusId = unique();
  await business.scope.db.insert(leadStatuses).values({
    businessId: business.id,
    id: statusId,
    name: secret.slice(0, 30),
    color: "red",
    position: 5,
    kind: "open",
    mayContact: true,
    asksReason: false,
  });
  const tagId = unique();
  await business.scope.db.insert(tags).values({
    businessId: business.id,
    id: tagId,
    name: secret.slice(0, 30),
    nameKey: secret,
    color: "red",
    createdAt: START,
  });
  const sessionId = unique();
  await directory.insert(sessions).values(sessionRow(sessionId, person.id));
  return {
    business,
    secret,
    manager,
    agent,
    person,
    lead,
    twin,
    mergeId,
    formId,
    contactId,
    noteId,
    call,
    listing,
    demandId,
    photoId,
    shareId,
    shareToken: shareToken(business.id, shareSecret),
    invitationId,
    importId,
    sessionId,
    number,
    freeNumber: aNumber(),
    settingsVersion,
    statusId,
    tagId,
    unique: unique(),
  };
}

function sessionRow(id: string, userId: string, token = newRefreshToken(config.JWT_SECRET, id)) {
  return {
    id,
    userId,
    refreshHash: hashToken(token),
    rotatedAt: START,
    createdAt: START,
    expiresAt: START + REFRESH_TOKEN_MS,
  };
}

export async function aPlatformAdmin(): Promise<Person> {
  return aUser({ name: "Admin", platformRole: "admin" });
}

export type World = ReturnType<typeof makeWorld>;

/** A browser with a session of this person. Each has an address of its own, so that none uses up another's rate. */
export async function browserOf(
  { app, deps }: World,
  person: { id: string },
  changes: Partial<typeof sessions.$inferInsert> = {},
): Promise<Browser> {
  const id = unique();
  const token = newRefreshToken(config.JWT_SECRET, id);
  await directory.insert(sessions).values({ ...sessionRow(id, person.id, token), ...changes });
  const { JWT_SECRET, PUBLIC_URL } = deps.config;
  const browser = new Browser(app, PUBLIC_URL);
  browser.cookies.set(
    cookieName("access", PUBLIC_URL),
    (await signAccessToken(JWT_SECRET, { userId: person.id, sessionId: id }, deps.now())).token,
  );
  browser.cookies.set(cookieName("refresh", PUBLIC_URL), token);
  browser.csrfToken = csrfToken(JWT_SECRET, id);
  browser.address = `2001:db8:${(++count).toString(16)}::1`;
  return browser;
}

export const strangerIn = ({ app, deps }: World): Browser => {
  const browser = new Browser(app, deps.config.PUBLIC_URL);
  browser.address = `2001:db8:${(++count).toString(16)}::1`;
  return browser;
};
