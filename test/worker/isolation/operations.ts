/** What people, calls and jobs of one business do, pointed now at its own rows and now at the other one's. */
import fc from "fast-check";
import type { Browser } from "../api/support/browser.ts";
import { START } from "../api/support/world.ts";
import { LOGO_VERSION, SETTINGS_VERSION, type Side } from "./two-sides.ts";
import { aPng } from "../../support/pictures.ts";
import { scopeOfAddress, scopeOfIdentity } from "../../../worker/db/scope.ts";
import type { Deps } from "../../../worker/deps.ts";
import { runTool } from "../../../worker/features/assistant/service.ts";
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

const leadOf = (side: Side, { nth: index }: Aim) => nth(side.leadIds, index);
const callOf = (side: Side, { nth: index }: Aim) => nth(side.callIds, index);

export const OPERATIONS: Record<string, Operation> = {
  "lists leads": get((_, { text }) => `/leads?query=${encodeURIComponent(text.slice(0, 20))}`),
  "lists the stages of leads": get(() => "/lead-statuses"),
  "lists leads narrowed": get(
    (side, { text }) => `/leads?tag=${encodeURIComponent(text.slice(0, 20))}&assignedTo=${side.agent.id},none`,
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
  searches: get((_, { text }) => `/search?query=${encodeURIComponent(text.slice(0, 20))}`),
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
