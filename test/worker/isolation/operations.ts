/** What people, calls and jobs of one business do, pointed now at its own rows and now at the other one's. */
import fc from "fast-check";
import type { Browser } from "../api/support/browser.ts";
import { START } from "../api/support/world.ts";
import { LOGO_VERSION, SETTINGS_VERSION, type Side } from "./two-sides.ts";
import { aPng } from "../../support/pictures.ts";
import { scopeOfAddress, scopeOfIdentity } from "../../../worker/db/scope.ts";
import type { Deps } from "../../../worker/deps.ts";
import { runTool } from "../../../worker/features/assistant/service.ts";
import { runImport } from "../../../worker/features/imports/run/service.ts";
import { undoImport } from "../../../worker/features/imports/undo/service.ts";
import {
  openCall,
  readCallerKnowledge,
  readCallMemory,
  writeCall,
} from "../../../worker/features/calls/record/queries.ts";

export type Actors = { deps: Deps; own: Side; other: Side; manager: Browser; agent: Browser };
type Aim = { by: "manager" | "agent"; at: "own" | "other"; nth: number; text: string };

const nth = (ids: readonly string[], index: number): string => ids[index % ids.length] ?? "none";
const get = (path: (side: Side, aim: Aim) => string) => (actors: Actors, aim: Aim) =>
  actors[aim.by].get(`${actors.own.business.path}${path(actors[aim.at], aim)}`);
const send =
  (method: string, path: (side: Side, aim: Aim) => string, body: (side: Side, aim: Aim, actors: Actors) => unknown) =>
  (actors: Actors, aim: Aim) =>
    actors[aim.by].request(method, `${actors.own.business.path}${path(actors[aim.at], aim)}`, {
      body: body(actors[aim.at], aim, actors),
    });

/** Answers with what was shown, if anything was. */
type Operation = (actors: Actors, aim: Aim) => Promise<Response | unknown>;

const STAGES = ["new", "contacted", "qualified", "won", "lost"];
const leadOf = (side: Side, { nth: index }: Aim) => nth(side.leadIds, index);
const callOf = (side: Side, { nth: index }: Aim) => nth(side.callIds, index);

const bulkBody = (side: Side, aim: Aim, { own, other }: Actors) => ({
  id: crypto.randomUUID(),
  action: [
    { kind: "status", status: "won", reason: "x" },
    { kind: "tags", add: [side.tagId], remove: [] },
    { kind: "tags", add: [], remove: [own.tagId, other.tagId] },
    { kind: "delete" },
    { kind: "restore" },
    { kind: "assign", userId: side.agent.id },
  ][aim.nth % 6],
  which: aim.nth % 2 === 0 ? { ids: [leadOf(side, aim), leadOf(own, aim)] } : { filter: { tag: side.tagId } },
});

const viewBody = (side: Side, { text, nth: index }: Aim) => ({
  name: text.slice(0, 20),
  isShared: index % 2 === 0,
  settings: {
    of: "all",
    agent: side.agent.id,
    status: [],
    source: [],
    tag: [side.tagId],
    deal: [],
    q: "",
    sort: "changed",
    columns: null,
  },
});

export const OPERATIONS: Record<string, Operation> = {
  "lists leads": get((_, { text }) => `/leads?query=${encodeURIComponent(text.slice(0, 20))}`),
  "lists the stages of leads": get(() => "/lead-statuses"),
  "lists leads narrowed": get(
    (side, { text }) => `/leads?tag=${encodeURIComponent(text.slice(0, 20))}&assignedTo=${side.agent.id},none`,
  ),
  "lists forms": get(() => "/forms"),
  "makes a form": send(
    "POST",
    () => "/forms",
    (_, { text }) => ({
      slug: `f-${crypto.randomUUID().slice(0, 18)}`,
      name: text.trim() || "x",
      title: "x",
      intro: "",
      questions: [],
      consentText: "x".repeat(12),
      marketingText: null,
      thanks: "x",
      assignedTo: null,
      isActive: true,
    }),
  ),
  "changes a form": send(
    "PATCH",
    (side) => `/forms/${side.formId}`,
    () => ({ version: 1, isActive: false }),
  ),
  "deletes a form": send(
    "DELETE",
    (side) => `/forms/${side.formId}`,
    () => undefined,
  ),
  "counts leads by stage": get((side) => `/leads/counts?assignedTo=${side.agent.id},none`),
  "counts leads narrowed": get((_, { text }) => `/leads/counts?tag=${encodeURIComponent(text.slice(0, 20))}`),
  "makes a stage": send(
    "POST",
    () => "/lead-statuses",
    (side, { text }) => ({
      name: text.slice(0, 20),
      color: "red",
      kind: "lost",
      mayContact: true,
      asksReason: false,
      businessId: side.business.id,
    }),
  ),
  "changes a stage": send(
    "PATCH",
    (_, { nth: index }) => `/lead-statuses/${STAGES[index % STAGES.length]}`,
    (_, { text }) => ({ name: text.slice(0, 20) }),
  ),
  "deletes a stage": send(
    "DELETE",
    (_, { nth: index }) => `/lead-statuses/${STAGES[index % STAGES.length]}`,
    () => ({ moveTo: "new" }),
  ),
  "orders the stages": send(
    "PUT",
    () => "/lead-statuses/order",
    () => ({ ids: STAGES.toReversed() }),
  ),
  "moves a lead to a stage": send(
    "PUT",
    (side, aim) => `/leads/${leadOf(side, aim)}/status`,
    (_, { nth: index, text }) => ({
      status: STAGES[index % STAGES.length],
      from: STAGES[index % 2],
      reason: text.slice(0, 20) || "x",
    }),
  ),
  "lists leads that may be one": get(() => "/lead-duplicates"),
  "lists what became part of a lead": get((side, aim) => `/lead-merges/${leadOf(side, aim)}`),
  "makes one lead of two": send(
    "POST",
    (side, aim) => `/lead-merges/${leadOf(side, aim)}`,
    (side, { nth: index }, { other }) => ({
      mergedId: nth([...side.leadIds, ...other.leadIds], index + 1),
      choices: {},
      seen: { stays: START, goes: START },
    }),
  ),
  "says that two leads are two": send(
    "PUT",
    (side, aim) => `/lead-duplicates/${side.leadIds[0]}/${leadOf(side, aim)}`,
    () => ({ state: "dismissed" }),
  ),
  "lists leads by name": get((side) => `/leads?sort=name&assignedTo=${side.agent.id},none`),
  "lists leads by when they came": get(() => "/leads?sort=created"),
  "counts leads": get((side) => `/leads/count?assignedTo=${side.agent.id},none`),
  "lists the bin": get(() => "/lead-bin"),
  "deletes a lead": send(
    "DELETE",
    (side, aim) => `/leads/${leadOf(side, aim)}`,
    () => undefined,
  ),
  "restores a lead": send(
    "POST",
    (side, aim) => `/leads/${leadOf(side, aim)}/restore`,
    () => undefined,
  ),
  "changes many leads": send("POST", () => "/leads/bulk", bulkBody),
  "goes on with a change of many leads": send(
    "POST",
    (side, { nth: index }) => `/leads/bulk/${side.runId}/${["continue", "stop", "undo"][index % 3]}`,
    () => undefined,
  ),
  "lists tags": get(() => "/lead-tags"),
  "counts tags": get(() => "/lead-tags/counts"),
  "makes a tag": send(
    "POST",
    () => "/lead-tags",
    (_, { text }) => ({ name: text.slice(0, 20), color: "red" }),
  ),
  "renames a tag": send(
    "PUT",
    (side) => `/lead-tags/${side.tagId}`,
    (_, { text }) => ({ name: text.slice(0, 20), color: "blue" }),
  ),
  "deletes a tag": send(
    "DELETE",
    (side) => `/lead-tags/${side.tagId}`,
    (side, { nth: index }, { own }) => ({ moveTo: [null, side.tagId, own.tagId][index % 3] ?? null }),
  ),
  "puts a tag on a lead": send(
    "PUT",
    (side, aim) => `/leads/${leadOf(side, aim)}/tags`,
    (_, { nth: index }, { own, other }) => ({ add: [[own, other][index % 2]?.tagId], remove: [] }),
  ),
  "takes a tag off a lead": send(
    "PUT",
    (side, aim) => `/leads/${leadOf(side, aim)}/tags`,
    (side) => ({ add: [], remove: [side.tagId] }),
  ),
  "lists saved views": get(() => "/lead-views"),
  "saves a view": send("POST", () => "/lead-views", viewBody),
  "changes a view": send("PUT", (side) => `/lead-views/${side.viewId}`, viewBody),
  "deletes a view": send(
    "DELETE",
    (side) => `/lead-views/${side.viewId}`,
    () => undefined,
  ),
  searches: get((_, { text }) => `/search?query=${encodeURIComponent(text.slice(0, 20))}`),
  "searches leads": get((_, { text }) => `/search/leads?query=${encodeURIComponent(text.slice(0, 20))}`),
  "searches calls": get((_, { text }) => `/search/calls?query=${encodeURIComponent(text.slice(0, 20))}`),
  "reads a lead": get((side, aim) => `/leads/${leadOf(side, aim)}`),
  "reads what happened with a lead": get((side, aim) => `/leads/${leadOf(side, aim)}/timeline`),
  "reads what a lead agreed to": get((side, aim) => `/leads/${leadOf(side, aim)}/consents`),
  "lists areas": get(() => "/leads/areas"),
  "types a lead in": send(
    "POST",
    () => "/leads",
    (_, { text, nth: index }) => ({
      name: text || "דנה",
      phones: [{ typed: index % 2 ? "0525551001" : "0525551002" }],
      demand: { areas: ["חיפה"] },
    }),
  ),
  "changes a lead": send(
    "PATCH",
    (side, aim) => `/leads/${leadOf(side, aim)}`,
    (_, { text }) => ({ nextAction: { from: null, to: text || null } }),
  ),
  "adds a number to a lead": send(
    "POST",
    (side, aim) => `/leads/${leadOf(side, aim)}/contacts`,
    () => ({ kind: "phone", typed: "0525551003" }),
  ),
  "adds a demand to a lead": send(
    "POST",
    (side, aim) => `/leads/${leadOf(side, aim)}/demands`,
    (_, { text }) => ({ note: text || null, dealType: "buy" }),
  ),
  "writes a note": send(
    "POST",
    (side, aim) => `/leads/${leadOf(side, aim)}/notes`,
    (_, { text }) => ({ text }),
  ),
  "writes down a consent": send(
    "POST",
    (side, aim) => `/leads/${leadOf(side, aim)}/consents`,
    (_, { text }) => ({ channel: "sms", purpose: "marketing", isGiven: true, evidence: text }),
  ),
  "lists calls of a lead": get((side, aim) => `/calls?leadId=${leadOf(side, aim)}`),
  "lists calls": get(() => "/calls?limit=100"),
  "reads a call": get((side, aim) => `/calls/${callOf(side, aim)}`),
  "reads what was said of a lead": get((side, aim) => `/leads/${leadOf(side, aim)}/proposals`),
  "lists listings": get((_, { text }) => `/listings?query=${encodeURIComponent(text.slice(0, 20))}`),
  "reads a listing": get((side) => `/listings/${side.listingId}`),
  "reads a listing's photo": get((side) => `/listings/${side.listingId}/photos/${side.photoId}`),
  "reads who was sent a listing": get((side) => `/listings/${side.listingId}/shares`),
  "writes a listing down": send(
    "POST",
    () => "/listings",
    (side, aim) => ({
      deal: "sell",
      kind: "house",
      city: "נשר",
      ownerLeadId: leadOf(side, aim),
      agentId: side.agent.id,
    }),
  ),
  "changes a listing": send(
    "PATCH",
    (side) => `/listings/${side.listingId}`,
    (_, { nth: index }) => ({ from: { price: null }, to: { price: 1_000 + index } }),
  ),
  "moves a listing on": send(
    "PUT",
    (side) => `/listings/${side.listingId}/state`,
    () => ({ from: "active", to: "under_offer" }),
  ),
  "puts a listing's photos in order": send(
    "PUT",
    (side) => `/listings/${side.listingId}/photos`,
    (side) => ({ photoIds: [side.photoId] }),
  ),
  "takes a photo away": send(
    "DELETE",
    (side) => `/listings/${side.listingId}/photos/${side.photoId}`,
    () => undefined,
  ),
  "adds a photo": (actors, aim) =>
    actors[aim.by].post(`${actors[aim.at].business.path}/listings/${actors[aim.at].listingId}/photos`, {
      raw: aPng(32, 32),
      headers: { "Content-Type": "image/png" },
    }),
  "closes a link": send(
    "DELETE",
    (side) => `/listings/${side.listingId}/shares/${side.shareId}`,
    () => undefined,
  ),
  "makes a link": send(
    "POST",
    (side) => `/listings/${side.listingId}/shares`,
    () => ({ withAddress: true }),
  ),
  "opens the page for customers": (actors, aim) =>
    actors[aim.by].get(
      `/p/${actors.own.business.id.replaceAll("-", "")}${actors[aim.at].shareToken.slice(32)}/photos/${actors[aim.at].photoId}`,
    ),
  "reads who looks for a listing": get((side) => `/matches/listings/${side.listingId}`),
  "reads what fits a lead": get((side, aim) => `/matches/leads/${leadOf(side, aim)}`),
  "counts new matches": get(() => "/matches/waiting"),
  "reads what is proposed": get(
    (_, { nth: index }) => `/matches/proposals?list=${["open", "sent", "dismissed"][index % 3]}`,
  ),
  "looks at matches": send(
    "PUT",
    () => "/matches/seen",
    (side) => ({ pairs: [{ listingId: side.listingId, demandId: side.demandId }] }),
  ),
  "decides about a match": send(
    "PUT",
    (side) => `/matches/listings/${side.listingId}/demands/${side.demandId}`,
    () => ({ state: "dismissed" }),
  ),
  "deletes a listing": send(
    "DELETE",
    (side) => `/listings/${side.listingId}`,
    () => undefined,
  ),
  "reads the settings": get(() => "/settings"),
  "lists what the settings were": get(() => "/settings/versions"),
  "reads what the settings were": get(() => `/settings/versions/${SETTINGS_VERSION}`),
  "reads people": get(() => "/people"),
  "reads the audit log": get(() => "/audit?limit=100"),
  "reads the policy": get(() => "/policy"),
  "goes into the other business": (actors, aim) =>
    actors[aim.by].get(
      `${actors.other.business.path}/${["leads", "calls", "settings", "people", "audit", "policy", `settings/versions/${SETTINGS_VERSION}`][aim.nth % 7]}`,
    ),
  "changes the other business's settings": (actors, aim) =>
    actors[aim.by].patch(`${actors.other.business.path}/settings`, { body: { version: 1, aiPrompt: aim.text } }),
  "changes the settings": send(
    "PATCH",
    () => "/settings",
    (_, { text }) => ({ version: 1, aiPrompt: text }),
  ),
  "changes the policy": send(
    "PATCH",
    () => "/policy",
    (_, { nth: index }) => ({ agentsSee: index % 2 ? "own" : "all" }),
  ),
  "gives a lead to somebody": send(
    "PUT",
    (side, aim) => `/leads/${leadOf(side, aim)}/assignee`,
    (_, { nth: index }, { own, other }) => ({ userId: [own.agent.id, other.agent.id, null][index % 3] }),
  ),
  "decides about what was said of a lead": send(
    "PUT",
    (side, aim) => `/leads/${leadOf(side, aim)}/proposals/${callOf(side, aim)}`,
    (_, { nth: index }) => ({ decision: index % 2 ? "applied" : "dismissed", version: 1 }),
  ),
  "takes back that it was dismissed": send(
    "PUT",
    (side, aim) => `/leads/${leadOf(side, aim)}/proposals/${callOf(side, aim)}/reopened`,
    () => ({ version: 1 }),
  ),
  "invites somebody": send(
    "POST",
    () => "/people/invitations",
    (side) => ({
      email: `${crypto.randomUUID()}@example.test`,
      name: null,
      role: "business",
      businessId: side.business.id,
    }),
  ),
  "renews an invitation": send(
    "POST",
    (side) => `/people/invitations/${side.invitationId}/link`,
    () => undefined,
  ),
  "withdraws an invitation": send(
    "DELETE",
    (side) => `/people/invitations/${side.invitationId}`,
    () => undefined,
  ),
  "changes a role": send(
    "PATCH",
    (side) => `/people/${side.agent.id}`,
    () => ({ role: "manager" }),
  ),
  "removes a person": send(
    "DELETE",
    (side) => `/people/${side.agent.id}`,
    () => undefined,
  ),
  "makes a reset link": send(
    "POST",
    (side) => `/people/${side.agent.id}/reset-link`,
    () => undefined,
  ),
  "reads the logo": (actors, aim) => actors[aim.by].get(`${actors[aim.at].business.path}/logo?version=${LOGO_VERSION}`),
  "changes the logo": (actors, aim) =>
    actors[aim.by].put(`${actors[aim.at].business.path}/logo`, {
      raw: aPng(32, 32),
      headers: { "Content-Type": "image/png" },
    }),
  "removes the logo": (actors, aim) =>
    actors[aim.by].request("DELETE", `${actors[aim.at].business.path}/logo`, { body: undefined }),
  "reads the numbers": (actors, aim) => actors[aim.by].get(`${actors[aim.at].business.path}/numbers`),
  "hears a greeting": send(
    "POST",
    () => "/assistant/greeting-sample",
    () => ({ greeting: "שלום", voice: "cedar" }),
  ),
  "warms the assistant up": send(
    "POST",
    () => "/warm-up",
    () => undefined,
  ),
  "lists the files that were read in": get(() => "/imports"),
  "reads a file that was read in": get((side) => `/imports/${side.importId}`),
  "reads what was wrong in a file": get((side) => `/imports/${side.importId}/rows`),
  "takes the report of a file": get((side) => `/imports/${side.importId}/report`),
  "undoes what a file did": send(
    "POST",
    (side) => `/imports/${side.importId}/undo`,
    () => undefined,
  ),
  "stops a file": send(
    "POST",
    (side) => `/imports/${side.importId}/cancel`,
    () => undefined,
  ),
  "begins with a file": send(
    "POST",
    (side) => `/imports/${side.importId}/start`,
    () => ({ mapping: ["name"], hasHeader: true, policy: "replace" }),
  ),
  "reads a file in": async (actors, aim) => {
    const { own, deps } = actors;
    const bytes = new TextEncoder().encode(
      `שם,טלפון,תגיות,דואל\n${aim.text.replace(/[",\r\n]/g, " ")},+97252555${1_000 + aim.nth},${own.secret},a@example.test\n`,
    );
    const headers = { "Content-Type": "text/csv", "Content-Length": String(bytes.byteLength) };
    const uploaded = await actors[aim.by].post(`${own.business.path}/imports?fileName=x.csv`, {
      raw: bytes.slice(),
      headers,
    });
    if (uploaded.status !== 200) return uploaded;
    const { id } = await uploaded.json<{ id: string }>();
    const body = {
      mapping: ["name", "phone", "tags", "email"],
      hasHeader: true,
      policy: aim.at === "own" ? "replace" : "merge",
    };
    await actors[aim.by].post(`${own.business.path}/imports/${id}/start`, { body });
    await runImport(deps, own.business.place, id);
    if (aim.nth % 2 === 0) {
      await actors[aim.by].post(`${own.business.path}/imports/${id}/undo`, { body: undefined });
      await undoImport(deps, own.business.place, id);
    }
    return actors[aim.by].get(`${own.business.path}/imports/${id}/report`);
  },
  "works on the other's file by its id": async ({ deps, own, other }) => {
    await runImport(deps, own.business.place, other.importId);
    await undoImport(deps, own.business.place, other.importId);
  },
  "takes a list out": send(
    "POST",
    () => "/exports",
    (side, { nth: index }) =>
      [
        { kind: "leads", filter: { assignedTo: `${side.agent.id},none` } },
        { kind: "leads", filter: {} },
        { kind: "calls", filter: {} },
        { kind: "listings", filter: {} },
      ][index % 4],
  ),
  "tries the admin's side": (actors, aim) =>
    actors[aim.by].get(
      `/api/admin/${["businesses", "numbers", "audit", `businesses/${actors.other.business.id}`][aim.nth % 4]}`,
    ),
  "suspends as if an admin": (actors, aim) =>
    actors[aim.by].post(`/api/admin/businesses/${actors.other.business.id}/suspend`, { body: { reason: "because" } }),

  "takes a call with the same CallSid": async ({ deps, own, other }, { nth: index }) => {
    const scope = scopeOfAddress(deps.tenants, own.business.place);
    const callSid = `CA-${nth(other.callIds, index)}`.replace("-call-", "-");
    await openCall(scope, {
      id: `new-${crypto.randomUUID()}`,
      callSid,
      from: "+972525551000",
      to: "+97235550101",
      startedAt: 1,
      leadId: null,
    });
    return readCallerKnowledge(scope, "+972525551000", "none");
  },
  "writes into a call": async ({ deps, own, other }, aim) => {
    const scope = scopeOfIdentity(deps.tenants, own.business.place);
    const id = callOf(aim.at === "own" ? own : other, aim);
    const turn = {
      seq: 50,
      role: "caller" as const,
      text: aim.text,
      startedAt: 1,
      interrupted: false,
      heardMs: null,
      untranscribed: false,
    };
    const ending = { reason: "lost" as const, failure: null, callBack: true, endedAt: 2 };
    await writeCall(scope, id, [
      { write: "turn", turn },
      { write: "event", event: { seq: 50, kind: "dtmf", at: 1, data: {} } },
      { write: "ended", ending },
    ]);
    return readCallMemory(scope, id);
  },
  "saves a lead in a call": async ({ deps, own }, aim) => {
    const scope = scopeOfIdentity(deps.tenants, own.business.place);
    const context = {
      scope,
      callId: callOf(own, aim),
      from: "+972525551000",
      leadId: null,
      now: deps.now,
      newId: deps.newId,
    };
    return runTool(
      ["save_lead"],
      "save_lead",
      JSON.stringify({ name: aim.text, phone: "0525551001", notes: aim.text }),
      context,
    );
  },
  "tells its dashboards": async ({ deps, own }, aim) =>
    deps.hub(own.business.id).publish(
      [
        {
          type: "call.ended",
          callId: callOf(own, aim),
          callSid: "CA1",
          endedAt: 1,
          reason: "lost",
          failure: null,
          callBack: false,
        },
      ],
      null,
    ),
  "tells its dashboards of a lead": async ({ deps, own }, aim) =>
    deps.hub(own.business.id).leadMoved({ leadId: leadOf(own, aim), from: null, to: null }),
};

export const aim = fc.record({
  operation: fc.constantFrom(...Object.keys(OPERATIONS)),
  by: fc.constantFrom("manager" as const, "manager" as const, "agent" as const),
  at: fc.constantFrom("own" as const, "other" as const),
  nth: fc.nat({ max: 11 }),
  text: fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom("secret", "'; delete from leads; --", "דנה")),
});
