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
const ofCall = ({ call }: Rows) => ({ callId: call.id });
const ofPerson = ({ person }: Rows) => ({ userId: person.id });
const ofInvitation = ({ invitationId }: Rows) => ({ invitationId });
const ofBusiness = ({ business }: Rows) => ({ businessId: business.id });
const TOKEN = "t".repeat(43);
/** No two share an address: what is sent to one is counted. */
const anEmail = () => `${crypto.randomUUID()}@example.test`;
const PASSWORD = "a long new password";

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
  [`GET ${B}/lead-statuses`]: { access: "leads.read" },
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
  [`GET ${B}/search`]: { access: "leads.read", query: { query: "דנה", limit: "10" } },
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
