/**
 * Every route of the app, what it needs, and what may be said to it. A route that is not here fails the suite, as does
 * one whose declared access is another than it says here.
 */
import type { Permission } from "../../../core/auth/permissions.ts";
import { START } from "../api/support/world.ts";
import type { Rows } from "./stage.ts";

export type RouteCase = {
  /** `twilio`: Twilio's signature. `token`: a token in the path. */
  access: Permission | "anyone" | "twilio" | "token";
  /** Of the path, beside `businessId`. */
  params?: (rows: Rows) => Record<string, string>;
  /** A body that is right. */
  body?: (rows: Rows) => Record<string, unknown>;
  /** Names of the query's fields, with a value that is right. */
  query?: Record<string, string>;
};

const page = { limit: "10", cursor: "" };
const ofLead = ({ lead }: Rows) => ({ leadId: lead.id });
const ofTag = ({ tagId }: Rows) => ({ tagId });
const ofStatus = ({ statusId }: Rows) => ({ statusId });
const ofListing = ({ listing }: Rows) => ({ listingId: listing.id });
const ofPhoto = ({ listing, photoId }: Rows) => ({ listingId: listing.id, photoId });
const ofCall = ({ call }: Rows) => ({ callId: call.id });
const ofPerson = ({ person }: Rows) => ({ userId: person.id });
const ofInvitation = ({ invitationId }: Rows) => ({ invitationId });
const ofImport = ({ importId }: Rows) => ({ importId });
const ofBusiness = ({ business }: Rows) => ({ businessId: business.id });
const TOKEN = "t".repeat(43);
/** No two share an address: what is sent to one is counted. */
const anEmail = () => `${crypto.randomUUID()}@example.test`;
const PASSWORD = "a long new password";

const FORM = {
  name: "אתר",
  title: "פנייה",
  intro: "",
  questions: ["email"],
  consentText: "אני מסכים/ה שתחזרו אליי",
  marketingText: null,
  thanks: "תודה",
  assignedTo: null,
  isActive: true,
};

const aView = {
  name: "חמים",
  isShared: false,
  settings: {
    of: "all",
    agent: "a1",
    status: [],
    source: [],
    tag: [],
    deal: [],
    q: "",
    sort: "changed",
    columns: ["wish"],
  },
};

const B = "/api/businesses/:businessId";
const A = "/api/admin";

export const ROUTES: Record<string, RouteCase> = {
  "GET /healthz": { access: "anyone" },
  "GET /api/openapi.json": { access: "anyone" },
  "GET /api/docs": { access: "anyone" },

  "POST /webhooks/twilio/voice": { access: "twilio" },
  "POST /webhooks/twilio/voice/accept": { access: "twilio" },
  "POST /webhooks/twilio/voice/after-stream": { access: "twilio" },
  "POST /webhooks/twilio/voice/offer": { access: "twilio" },
  "POST /webhooks/twilio/voice/status": { access: "twilio" },
  "GET /streams/twilio/:callSid{CA[0-9a-f]{32}}/:token{[0-9a-f]{48}}": {
    access: "token",
    params: ({ call }) => ({ callSid: call.callSid, token: "0".repeat(48) }),
  },

  "GET /p/:token": { access: "token", params: () => ({ token: "0".repeat(64) }) },
  "GET /p/:token/logo": { access: "token", params: () => ({ token: "0".repeat(64) }) },
  "GET /p/:token/photos/:photoId": {
    access: "token",
    params: ({ photoId }) => ({ token: "0".repeat(64), photoId }),
  },

  "POST /api/auth/login": { access: "anyone", body: () => ({ email: anEmail(), password: PASSWORD }) },
  "POST /api/auth/refresh": { access: "anyone" },
  "POST /api/auth/logout": { access: "anyone" },
  "POST /api/auth/logout-everywhere": { access: "self.secure" },
  "POST /api/auth/logout-others": { access: "self.secure" },
  "GET /api/auth/me": { access: "self.read" },
  "GET /api/auth/session": { access: "anyone" },
  "PATCH /api/auth/profile": { access: "self.change", body: () => ({ name: "שם חדש" }) },
  "POST /api/auth/password": {
    access: "self.secure",
    body: () => ({ currentPassword: "not the one", newPassword: PASSWORD }),
  },
  "GET /api/auth/sessions": { access: "self.read" },
  "GET /api/auth/events": { access: "self.read" },
  "DELETE /api/auth/sessions/:sessionId": {
    access: "self.secure",
    params: ({ sessionId }) => ({ sessionId }),
  },
  "GET /api/auth/password-reset": { access: "anyone" },
  "POST /api/auth/password-reset": { access: "anyone", body: () => ({ email: anEmail() }) },
  "POST /api/auth/password-reset/look": { access: "anyone", body: () => ({ token: TOKEN }) },
  "POST /api/auth/password-reset/confirm": {
    access: "anyone",
    body: () => ({ token: TOKEN, newPassword: PASSWORD }),
  },
  "POST /api/auth/invitation/look": { access: "anyone", body: () => ({ token: TOKEN }) },
  "POST /api/auth/invitation/accept": {
    access: "anyone",
    body: () => ({ token: TOKEN, name: "דנה", password: PASSWORD }),
  },
  "POST /api/auth/invitation/join": { access: "self.change", body: () => ({ token: TOKEN }) },
  "POST /api/auth/impersonation/end": { access: "anyone" },

  [`GET ${B}/calls`]: {
    access: "calls.read",
    query: {
      ...page,
      status: "ended",
      leadId: "x",
      callBack: "true",
      outcome: "failed",
      assignedTo: "x",
      from: "0",
      before: "1",
    },
  },
  [`GET ${B}/calls/waiting`]: { access: "calls.read" },
  [`GET ${B}/calls/:callId`]: { access: "calls.read", params: ofCall },
  [`PUT ${B}/calls/:callId/call-back`]: {
    access: "calls.callBack",
    params: ofCall,
    body: () => ({ done: false, undone: 1 }),
  },
  [`POST ${B}/calls/:callId/lead`]: {
    access: "leads.create",
    params: ofCall,
    body: () => ({ name: "דנה", phone: "052-555-0101" }),
  },
  [`GET ${B}/leads`]: { access: "leads.read", query: { ...page, query: "דנה" } },
  [`GET ${B}/leads/count`]: { access: "leads.read" },
  [`GET ${B}/lead-statuses`]: { access: "leads.read" },
  "GET /f/:slug": { access: "anyone", params: () => ({ slug: "no-such-form" }) },
  "POST /f/:slug": { access: "anyone", params: () => ({ slug: "no-such-form" }) },
  [`GET ${B}/forms`]: { access: "forms.read" },
  [`POST ${B}/forms`]: {
    access: "leadSettings.change",
    body: ({ unique }) => ({ slug: `f-${unique.slice(0, 18)}`, ...FORM }),
  },
  [`PATCH ${B}/forms/:formId`]: {
    access: "leadSettings.change",
    params: ({ formId }) => ({ formId }),
    body: () => ({ version: 1, title: "שם אחר" }),
  },
  [`DELETE ${B}/forms/:formId`]: { access: "leadSettings.change", params: ({ formId }) => ({ formId }) },
  [`POST ${B}/lead-statuses`]: {
    access: "leadSettings.change",
    body: ({ unique }) => ({
      name: unique.slice(0, 30),
      color: "teal",
      kind: "open",
      mayContact: true,
      asksReason: false,
    }),
  },
  [`PUT ${B}/lead-statuses/order`]: {
    access: "leadSettings.change",
    body: ({ statusId }) => ({ ids: ["contacted", "new", statusId, "qualified", "won", "lost"] }),
  },
  [`PATCH ${B}/lead-statuses/:statusId`]: {
    access: "leadSettings.change",
    params: ofStatus,
    body: () => ({ color: "red" }),
  },
  [`DELETE ${B}/lead-statuses/:statusId`]: {
    access: "leadSettings.change",
    params: ofStatus,
    body: () => ({ moveTo: "contacted" }),
  },
  [`GET ${B}/leads/counts`]: { access: "leads.read", query: { deal: "buy", assignedTo: "none" } },
  [`PUT ${B}/leads/:leadId/status`]: {
    access: "leads.edit",
    params: ofLead,
    body: () => ({ status: "contacted", from: "new" }),
  },
  [`GET ${B}/lead-duplicates`]: { access: "leads.read", query: { ...page, state: "open" } },
  [`PUT ${B}/lead-duplicates/:oneId/:otherId`]: {
    access: "leads.merge",
    params: ({ lead, twin }) => ({ oneId: lead.id, otherId: twin.id }),
    body: () => ({ state: "dismissed" }),
  },
  [`GET ${B}/lead-merges/:leadId`]: { access: "leads.read", params: ofLead },
  [`POST ${B}/lead-merges/:leadId`]: {
    access: "leads.merge",
    params: ofLead,
    body: ({ twin }) => ({ mergedId: twin.id, choices: { name: "goes" }, seen: { stays: START, goes: START } }),
  },
  [`DELETE ${B}/lead-merges/:mergeId`]: { access: "leads.merge", params: ({ mergeId }) => ({ mergeId }) },
  [`POST ${B}/leads/bulk`]: {
    access: "leads.bulk",
    body: ({ lead }) => ({
      id: crypto.randomUUID(),
      action: { kind: "status", status: "new" },
      which: { ids: [lead.id] },
    }),
  },
  [`POST ${B}/leads/bulk/:runId/continue`]: { access: "leads.edit", params: () => ({ runId: "none" }) },
  [`POST ${B}/leads/bulk/:runId/stop`]: { access: "leads.edit", params: () => ({ runId: "none" }) },
  [`POST ${B}/leads/bulk/:runId/undo`]: { access: "leads.edit", params: () => ({ runId: "none" }) },
  [`DELETE ${B}/leads/:leadId`]: { access: "leads.delete", params: ofLead },
  [`POST ${B}/leads/:leadId/restore`]: { access: "leads.delete", params: ofLead },
  [`GET ${B}/lead-bin`]: { access: "leads.read", query: page },
  [`GET ${B}/lead-tags`]: { access: "leads.read" },
  [`GET ${B}/lead-tags/counts`]: { access: "leads.read" },
  [`POST ${B}/lead-tags`]: {
    access: "leads.edit",
    body: () => ({ name: crypto.randomUUID().slice(0, 20), color: "red" }),
  },
  [`PUT ${B}/lead-tags/:tagId`]: {
    access: "leadSettings.change",
    params: ofTag,
    body: () => ({ name: crypto.randomUUID().slice(0, 20), color: "red" }),
  },
  [`DELETE ${B}/lead-tags/:tagId`]: {
    access: "leadSettings.change",
    params: ofTag,
    body: () => ({ moveTo: null }),
  },
  [`PUT ${B}/leads/:leadId/tags`]: {
    access: "leads.edit",
    params: ofLead,
    body: () => ({ add: ["none"], remove: [] }),
  },
  [`GET ${B}/lead-views`]: { access: "leads.read" },
  [`POST ${B}/lead-views`]: { access: "leads.edit", body: () => aView },
  [`PUT ${B}/lead-views/:viewId`]: { access: "leads.edit", params: () => ({ viewId: "none" }), body: () => aView },
  [`DELETE ${B}/lead-views/:viewId`]: { access: "leads.edit", params: () => ({ viewId: "none" }) },
  [`GET ${B}/search`]: { access: "leads.read", query: { query: "דנה", limit: "10" } },
  [`GET ${B}/search/leads`]: { access: "leads.read", query: { query: "דנה", limit: "10", cursor: "10" } },
  [`GET ${B}/search/calls`]: { access: "calls.read", query: { query: "דנה", limit: "10", cursor: "10" } },
  [`POST ${B}/leads`]: {
    access: "leads.create",
    body: () => ({ name: "דנה לוי", phones: [{ typed: "052-555-0999" }] }),
  },
  [`GET ${B}/leads/areas`]: { access: "leads.read" },
  [`PATCH ${B}/leads/:leadId`]: {
    access: "leads.edit",
    params: ofLead,
    body: () => ({ nextAction: { from: null, to: "לתאם ביקור" } }),
  },
  [`POST ${B}/leads/:leadId/contacts`]: {
    access: "leads.edit",
    params: ofLead,
    body: () => ({ kind: "email", typed: "dana@example.test" }),
  },
  [`PATCH ${B}/leads/:leadId/contacts/:contactId`]: {
    access: "leads.edit",
    params: (rows) => ({ ...ofLead(rows), contactId: rows.contactId }),
    body: () => ({ person: "רוני" }),
  },
  [`DELETE ${B}/leads/:leadId/contacts/:contactId`]: {
    access: "leads.edit",
    params: (rows) => ({ ...ofLead(rows), contactId: rows.contactId }),
  },
  [`POST ${B}/leads/:leadId/demands`]: {
    access: "leads.edit",
    params: ofLead,
    body: () => ({ dealType: "rent", areas: ["חיפה"], roomsMin: 3 }),
  },
  [`PATCH ${B}/leads/:leadId/demands/:demandId`]: {
    access: "leads.edit",
    params: (rows) => ({ ...ofLead(rows), demandId: rows.demandId }),
    body: () => ({ note: { from: null, to: "ליד הים" } }),
  },
  [`DELETE ${B}/leads/:leadId/demands/:demandId`]: {
    access: "leads.edit",
    params: (rows) => ({ ...ofLead(rows), demandId: rows.demandId }),
  },
  [`POST ${B}/leads/:leadId/notes`]: { access: "leads.edit", params: ofLead, body: () => ({ text: "חזר אלי" }) },
  [`PUT ${B}/leads/:leadId/notes/:noteId`]: {
    access: "leads.edit",
    params: (rows) => ({ ...ofLead(rows), noteId: rows.noteId }),
    body: () => ({ text: "חזרה אלי" }),
  },
  [`DELETE ${B}/leads/:leadId/notes/:noteId`]: {
    access: "leads.edit",
    params: (rows) => ({ ...ofLead(rows), noteId: rows.noteId }),
  },
  [`GET ${B}/leads/:leadId/consents`]: { access: "leads.read", params: ofLead },
  [`POST ${B}/leads/:leadId/consents`]: {
    access: "leads.edit",
    params: ofLead,
    body: () => ({ channel: "sms", purpose: "marketing", isGiven: true, evidence: "אמרה בטלפון" }),
  },
  [`GET ${B}/leads/:leadId/timeline`]: { access: "leads.read", params: ofLead, query: { ...page, only: "notes" } },
  [`GET ${B}/leads/:leadId`]: { access: "leads.read", params: ofLead },
  [`PUT ${B}/leads/:leadId/assignee`]: {
    access: "leads.assign",
    params: ofLead,
    body: ({ person }) => ({ userId: person.id }),
  },
  [`GET ${B}/leads/:leadId/proposals`]: { access: "leads.read", params: ofLead },
  [`PUT ${B}/leads/:leadId/proposals/:callId`]: {
    access: "leads.change",
    params: (rows) => ({ ...ofLead(rows), ...ofCall(rows) }),
    body: () => ({ decision: "applied", version: 1 }),
  },
  [`PUT ${B}/leads/:leadId/proposals/:callId/reopened`]: {
    access: "leads.change",
    params: (rows) => ({ ...ofLead(rows), ...ofCall(rows) }),
    body: () => ({ version: 1 }),
  },
  [`GET ${B}/imports`]: { access: "imports.read", query: page },
  [`POST ${B}/imports`]: { access: "leads.import" },
  [`GET ${B}/imports/:importId`]: { access: "imports.read", params: ofImport },
  [`GET ${B}/imports/:importId/rows`]: { access: "imports.read", params: ofImport, query: page },
  [`GET ${B}/imports/:importId/report`]: { access: "imports.read", params: ofImport },
  [`POST ${B}/imports/:importId/preview`]: {
    access: "leads.import",
    params: ofImport,
    body: () => ({ mapping: ["name"], hasHeader: true }),
  },
  [`POST ${B}/imports/:importId/start`]: {
    access: "leads.import",
    params: ofImport,
    body: () => ({ mapping: ["name"], hasHeader: true, policy: "skip" }),
  },
  [`POST ${B}/imports/:importId/cancel`]: { access: "leads.import", params: ofImport },
  [`POST ${B}/imports/:importId/resume`]: { access: "leads.import", params: ofImport },
  [`POST ${B}/imports/:importId/undo`]: { access: "leads.import", params: ofImport },
  [`POST ${B}/exports`]: {
    access: "leads.export",
    body: () => ({ kind: "leads", filter: { query: "דנה" } }),
  },
  [`GET ${B}/listings`]: {
    access: "listings.read",
    query: {
      ...page,
      query: "הרצל",
      state: "active",
      deal: "sell",
      agent: "x",
      city: "חיפה",
      priceMin: "1",
      priceMax: "2",
      roomsMin: "1",
      roomsMax: "2.5",
      exclusivity: "ending",
      bin: "1",
    },
  },
  [`POST ${B}/listings`]: {
    access: "listings.change",
    body: () => ({ deal: "sell", kind: "apartment", city: "חיפה", price: 1_000_000, rooms: 3.5 }),
  },
  [`GET ${B}/listings/:listingId`]: { access: "listings.read", params: ofListing },
  [`PATCH ${B}/listings/:listingId`]: {
    access: "listings.change",
    params: ofListing,
    body: () => ({ from: { price: null }, to: { price: 1_000_000 } }),
  },
  [`PUT ${B}/listings/:listingId/state`]: {
    access: "listings.change",
    params: ofListing,
    body: () => ({ from: "active", to: "under_offer" }),
  },
  [`DELETE ${B}/listings/:listingId`]: { access: "listings.change", params: ofListing },
  [`POST ${B}/listings/:listingId/restore`]: { access: "listings.change", params: ofListing },
  [`POST ${B}/listings/:listingId/photos`]: { access: "listings.change", params: ofListing },
  [`PUT ${B}/listings/:listingId/photos`]: {
    access: "listings.change",
    params: ofListing,
    body: ({ photoId }) => ({ photoIds: [photoId] }),
  },
  [`GET ${B}/listings/:listingId/photos/:photoId`]: { access: "listings.read", params: ofPhoto },
  [`PATCH ${B}/listings/:listingId/photos/:photoId`]: {
    access: "listings.change",
    params: ofPhoto,
    body: () => ({ alt: "הסלון" }),
  },
  [`DELETE ${B}/listings/:listingId/photos/:photoId`]: { access: "listings.change", params: ofPhoto },
  [`GET ${B}/listings/:listingId/shares`]: { access: "listings.read", params: ofListing },
  [`POST ${B}/listings/:listingId/shares`]: {
    access: "listings.change",
    params: ofListing,
    body: () => ({ withAddress: false }),
  },
  [`DELETE ${B}/listings/:listingId/shares/:shareId`]: {
    access: "listings.change",
    params: ({ listing, shareId }) => ({ listingId: listing.id, shareId }),
  },
  [`GET ${B}/matches/listings/:listingId`]: { access: "leads.read", params: ofListing },
  [`GET ${B}/matches/leads/:leadId`]: { access: "leads.read", params: ofLead },
  [`GET ${B}/matches/waiting`]: { access: "leads.read" },
  [`GET ${B}/matches/proposals`]: { access: "leads.read", query: { ...page, list: "sent" } },
  [`PUT ${B}/matches/seen`]: {
    access: "matches.decide",
    body: ({ listing, demandId }) => ({ pairs: [{ listingId: listing.id, demandId }] }),
  },
  [`PUT ${B}/matches/listings/:listingId/demands/:demandId`]: {
    access: "matches.decide",
    params: ({ listing, demandId }) => ({ listingId: listing.id, demandId }),
    body: () => ({ state: "dismissed" }),
  },
  [`GET ${B}/settings`]: { access: "assistant.read" },
  [`PATCH ${B}/settings`]: {
    access: "assistant.change",
    body: () => ({
      version: 1,
      assistantName: "דן",
      aiPrompt: "משרד",
      greeting: "שלום",
      voice: "cedar",
      handoffPhone: "+97235550199",
      limits: { maxCallMs: 600_000, silenceMs: 8_000, maxReprompts: 2, firstAudioMs: 6_000 },
    }),
  },
  [`GET ${B}/settings/versions`]: { access: "assistant.read" },
  [`GET ${B}/settings/versions/:version`]: {
    access: "assistant.read",
    params: ({ settingsVersion }) => ({ version: String(settingsVersion) }),
  },
  [`GET ${B}/numbers`]: { access: "assistant.read" },
  [`POST ${B}/assistant/greeting-sample`]: {
    access: "assistant.change",
    body: () => ({ greeting: "שלום", voice: "cedar" }),
  },
  [`POST ${B}/warm-up`]: { access: "assistant.warmUp" },
  [`GET ${B}/live`]: { access: "live.watch" },
  [`GET ${B}/policy`]: { access: "policy.read" },
  [`PATCH ${B}/policy`]: { access: "policy.change", body: () => ({ agentsSee: "all", impersonationAllowed: true }) },
  [`GET ${B}/logo`]: { access: "logo.read" },
  [`PUT ${B}/logo`]: { access: "logo.change" },
  [`DELETE ${B}/logo`]: { access: "logo.change" },
  [`GET ${B}/people`]: { access: "people.read" },
  [`GET ${B}/people/colleagues`]: { access: "leads.read" },
  [`POST ${B}/people/invitations`]: {
    access: "people.change",
    body: () => ({ email: anEmail(), name: "דנה", role: "business" }),
  },
  [`POST ${B}/people/invitations/:invitationId/link`]: { access: "people.change", params: ofInvitation },
  [`DELETE ${B}/people/invitations/:invitationId`]: { access: "people.change", params: ofInvitation },
  [`PATCH ${B}/people/:userId`]: { access: "people.change", params: ofPerson, body: () => ({ role: "business" }) },
  [`DELETE ${B}/people/:userId`]: { access: "people.change", params: ofPerson },
  [`POST ${B}/people/:userId/reset-link`]: { access: "people.change", params: ofPerson },
  [`GET ${B}/audit`]: { access: "audit.read", query: { ...page, actor: "x", kind: "people", since: "1", until: "2" } },

  [`GET ${A}/businesses`]: { access: "businesses.read", query: { ...page, query: "x" } },
  [`POST ${A}/businesses`]: {
    access: "businesses.change",
    body: ({ unique }) => ({
      name: "משרד חדש",
      slug: `new-${unique}`,
      tenantDb: "TENANT_0",
      manager: { email: anEmail(), name: "דנה" },
    }),
  },
  [`GET ${A}/businesses/:businessId`]: { access: "businesses.read", params: ofBusiness },
  [`PATCH ${A}/businesses/:businessId`]: {
    access: "businesses.change",
    params: ofBusiness,
    body: () => ({ name: "שם אחר" }),
  },
  [`POST ${A}/businesses/:businessId/invitations/:invitationId/link`]: {
    access: "businesses.change",
    params: (rows) => ({ ...ofBusiness(rows), ...ofInvitation(rows) }),
    body: () => ({ email: anEmail() }),
  },
  [`POST ${A}/businesses/:businessId/suspend`]: {
    access: "businesses.change",
    params: ofBusiness,
    body: () => ({ reason: "לא שילמו" }),
  },
  [`POST ${A}/businesses/:businessId/resume`]: { access: "businesses.change", params: ofBusiness },
  [`GET ${A}/tenant-databases`]: { access: "businesses.read" },
  [`GET ${A}/numbers`]: { access: "numbers.read", query: { ...page, businessId: "x", query: "03" } },
  [`POST ${A}/numbers`]: {
    access: "numbers.change",
    body: ({ business, freeNumber }) => ({ channel: "phone", address: freeNumber, businessId: business.id }),
  },
  [`DELETE ${A}/numbers/:channel/:address`]: {
    access: "numbers.change",
    params: ({ number }) => ({ channel: "phone", address: number }),
  },
  [`POST ${A}/people/:userId/reset-link`]: {
    access: "accounts.help",
    params: ofPerson,
    body: () => ({ reason: "בקשת תמיכה" }),
  },
  [`GET ${A}/audit`]: { access: "platformAudit.read", query: page },
  [`POST ${A}/impersonations`]: {
    access: "impersonate",
    body: ({ business, person }) => ({ businessId: business.id, userId: person.id, reason: "בקשת תמיכה" }),
  },
};
