/** What the dashboard and the calls ask of a tenant database. Each by the functions that the routes and objects call. */
import { callId, leadId, NOW, phoneOf, QUIET } from "./fill.ts";
import type { Size } from "./sizes.ts";
import type { LeadFilter } from "../../core/leads/wire.ts";
import type { BusinessScope } from "../../worker/db/scope.ts";
import { countToCallBack, findCall, listCalls, type CallFilter } from "../../worker/features/calls/queries.ts";
import { readCallerKnowledge } from "../../worker/features/calls/record/queries.ts";
import { saveLead, takeInPerson } from "../../worker/features/leads/intake/service.ts";
import { countLeads, findLeadDetail, findLeadOfNumber } from "../../worker/features/leads/queries.ts";
import { findLeads } from "../../worker/features/leads/service.ts";
import { listStatuses } from "../../worker/features/leads/statuses/queries.ts";
import { search } from "../../worker/features/search/service.ts";

export type Question = {
  name: string;
  /** Rows that the screen shows of the answer. */
  shown: number;
  ask(scope: BusinessScope, size: Size): Promise<unknown>;
  /** Asked by an agent who sees their own alone. */
  onlyOf?: string;
};

const PAGE = 50;
/** On a screen no number above it is told: "1,000+". */
const MOST_COUNTED = 1_001;

const first = { limit: PAGE, cursor: undefined };

const leads = (name: string, filter: LeadFilter, onlyOf?: string): Question => ({
  name: `leads: ${name}`,
  shown: PAGE,
  ask: (scope) => findLeads(scope, first, filter),
  ...(onlyOf !== undefined && { onlyOf }),
});
const calls = (name: string, filter: CallFilter, onlyOf?: string): Question => ({
  name: `calls: ${name}`,
  shown: PAGE,
  ask: (scope) => listCalls(scope, first, filter),
  ...(onlyOf !== undefined && { onlyOf }),
});
const found = (typed: string): Question => ({
  name: `search: ${typed}`,
  shown: 20,
  ask: (scope) => search(scope, typed, 10),
});

const tools = { now: NOW, newId: () => crypto.randomUUID() };
const known = phoneOf(77);
let strangers = 0;
const stranger = () => `+9725${String(90_000_000 + strangers++)}`;
const person = { source: "form", detail: null, author: { by: "form" }, actorName: null } as const;

export const QUESTIONS: readonly Question[] = [
  leads("all", {}),
  leads("one status", { status: ["contacted"] }),
  leads("a rare status", { status: ["won"] }),
  leads("one colleague's", { assignedTo: ["agent-3"] }),
  leads("a quiet colleague's", { assignedTo: [QUIET] }),
  leads("nobody's", { assignedTo: ["none"] }),
  leads("a common tag", { tag: ["common"] }),
  leads("a rare tag", { tag: ["rare"] }),
  leads("five filters", {
    status: ["new", "lost"],
    assignedTo: ["agent-5"],
    source: ["call"],
    tag: ["common"],
    deal: ["buy"],
  }),
  leads("the bin", { bin: "1" }),
  leads("own only", {}, "agent-4"),
  leads("own only, quiet", {}, QUIET),
  leads("a common name typed", { query: "כהן" }),
  // Of the 300 that fit the words best those are shown which fit the filter.
  { ...leads("a name typed, filtered", { query: "דנה כהן", status: ["contacted"] }), shown: 300 },
  {
    name: "leads: the tenth page",
    shown: 10 * PAGE,
    ask: async (scope) => {
      let cursor: string | undefined;
      for (let page = 0; page < 10; page++) {
        const { nextCursor }: { nextCursor: string | null } = await findLeads(scope, { limit: PAGE, cursor }, {});
        cursor = nextCursor ?? undefined;
      }
    },
  },
  {
    name: "leads: counted",
    shown: MOST_COUNTED,
    ask: (scope) => countLeads(scope, { status: ["lost"] }, MOST_COUNTED),
  },
  { name: "lead: one, whole", shown: 4, ask: (scope, size) => findLeadDetail(scope, leadId(size.leads >> 1)) },
  { name: "lead: statuses", shown: 5, ask: (scope) => listStatuses(scope) },
  calls("all", {}),
  calls("of one lead", { leadId: leadId(7) }),
  calls("to call back", { callBack: true }),
  calls("on the line", { status: "live" }),
  calls("one outcome", { outcome: "silence" }),
  calls("failed", { outcome: "failed" }),
  calls("one quiet colleague's", { assignedTo: QUIET }),
  calls("own only, quiet", {}, QUIET),
  { name: "calls: to call back, counted", shown: 100, ask: (scope) => countToCallBack(scope) },
  { name: "call: one, whole", shown: 4, ask: (scope, size) => findCall(scope, callId(size.calls >> 1)) },
  found("כהן"),
  found("דנה כהן"),
  found("דנה כהנ"),
  found("ממ״ד"),
  found("052-0000077"),
  found("0077"),
  { name: "a call comes: whose number", shown: 1, ask: (scope) => findLeadOfNumber(scope, known) },
  { name: "a call comes: what is known", shown: 4, ask: (scope) => readCallerKnowledge(scope, known, "none") },
  {
    name: "intake: a stranger's form",
    shown: 1,
    ask: (scope) =>
      takeInPerson(
        scope,
        { ...person, name: "חדש", phones: [{ typed: stranger() }], demand: { dealType: "buy", areas: ["הדר"] } },
        tools,
      ),
  },
  {
    name: "intake: a known person's form",
    shown: 1,
    ask: (scope) =>
      takeInPerson(scope, { ...person, phones: [{ typed: known }], notes: "שוב", demand: { roomsMin: 3 } }, tools),
  },
  {
    name: "intake: what is said in a call",
    shown: 1,
    ask: (scope) =>
      saveLead(
        scope,
        { source: "call", callId: "bench", from: known, leadId: null },
        { name: "דנה", dealType: "buy", area: "הדר", rooms: 4, budget: 2_000_000 },
        tools,
      ),
  },
];
