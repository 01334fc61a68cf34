/** What the dashboard and the calls ask of a tenant database. Each by the functions that the routes and objects call. */
import { activeListing, BUSY, callId, leadId, NOW, phoneOf, QUIET } from "./fill.ts";
import type { Size } from "./sizes.ts";
import type { LeadFilter } from "../../core/leads/wire.ts";
import type { BulkAction } from "../../core/leads/bulk.ts";
import { COUNTED_MOST, type LeadCountsFilter } from "../../core/leads/counts.ts";
import type { ListingFilter } from "../../core/listings/wire.ts";
import type { BusinessScope } from "../../worker/db/scope.ts";
import { countToCallBack, findCall, listCalls, type CallFilter } from "../../worker/features/calls/queries.ts";
import { readyFilter } from "../../worker/features/calls/service.ts";
import { readCallerKnowledge } from "../../worker/features/calls/record/queries.ts";
import { beginRun, doPiece, nextPiece } from "../../worker/features/leads/bulk/queries.ts";
import { countByStatus } from "../../worker/features/leads/counts/queries.ts";
import { listPairs } from "../../worker/features/leads/duplicates/service.ts";
import { readTimeline } from "../../worker/features/leads/page/timeline.ts";
import { countTags } from "../../worker/features/leads/tags/queries.ts";
import { listViews } from "../../worker/features/leads/views/queries.ts";
import { MOST_CANDIDATES } from "../../worker/features/listings/matches/queries.ts";
import { matchesOfLead, matchesOfListing } from "../../worker/features/listings/matches/service.ts";
import { countNewMatches, readProposals } from "../../worker/features/listings/proposals/service.ts";
import { countListings, findWhole, listListings } from "../../worker/features/listings/queries.ts";
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
/** As the route gives at most. */
const PAIRS = 40;
/** On a screen no number above it is told: "1,000+". */
const MOST_COUNTED = 1_001;

/** The day of `NOW`. */
const TODAY = new Date(NOW).toISOString().slice(0, 10);
/** Nobody listens. */
const told = {
  now: () => NOW,
  log: { error: (event: string, about: object) => void process.stderr.write(`${event} ${JSON.stringify(about)}\n`) },
  hub: () => ({ announce: async () => undefined, publish: async () => undefined }),
} as unknown as Parameters<typeof readProposals>[0];

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
const listings = (name: string, filter: Partial<ListingFilter>): Question => ({
  name: `listings: ${name}`,
  shown: PAGE,
  ask: (scope) =>
    listListings(scope, { page: first, filter: { query: undefined, ...filter } as ListingFilter, today: TODAY }),
});
const board = (name: string, filter: LeadCountsFilter): Question => ({
  name: `board: ${name}`,
  // Its five columns, and what stands above each; of filters no more is counted than the bound.
  shown: 5 * PAGE + 5 * COUNTED_MOST,
  ask: async (scope) => {
    await countByStatus(scope, filter);
    for (const { id } of await listStatuses(scope)) await findLeads(scope, first, { ...filter, status: [id] });
  },
});
/** A piece of an action on many leads: what is written is as much as leads are changed. */
const BULK_PIECE = 100;
const bulk = (name: string, action: BulkAction, back: BulkAction): Question => {
  let turn = 0;
  return {
    name: `bulk: ${name}`,
    shown: BULK_PIECE,
    ask: async (scope) => {
      const run = await beginRun(scope, {
        id: crypto.randomUUID(),
        kind: action.kind,
        action: turn++ % 2 === 0 ? action : back,
        ids: null,
        filter: { tag: ["common"] },
        actorId: "agent-1",
        actorName: "דנה",
        state: "running",
        piece: 0,
        seen: 0,
        changed: 0,
        undone: 0,
        createdAt: NOW,
        updatedAt: NOW,
      });
      if (!run) throw new Error("the run was not begun");
      await doPiece(scope, run, await nextPiece(scope, run, BULK_PIECE), { now: NOW, names: {} });
    },
  };
};
const typedCalls = async (scope: BusinessScope, query: string) =>
  listCalls(scope, first, await readyFilter(scope, { query } as CallFilter));
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
  { name: "lead: the timeline of a busy one", shown: PAGE, ask: (scope) => readTimeline(scope, BUSY, first) },
  { name: "lead: homes that fit", shown: MOST_CANDIDATES, ask: (scope) => matchesOfLead(scope, leadId(3)) },
  { name: "leads: tags, counted", shown: 2, ask: (scope) => countTags(scope) },
  { name: "leads: tags, counted, own only", shown: 2, onlyOf: QUIET, ask: (scope) => countTags(scope) },
  { name: "leads: saved views", shown: 10, ask: (scope) => listViews(scope, "agent-1") },
  // Of each pair there may be three reasons, and both leads are read.
  {
    name: "leads: duplicates",
    shown: 5 * PAIRS,
    ask: (scope) => listPairs(scope, "open", { limit: PAIRS, cursor: undefined }),
  },
  board("all", {}),
  board("a common tag", { tag: ["common"] }),
  board("one colleague's", { assignedTo: ["agent-3"] }),
  bulk("a status", { kind: "status", status: "contacted" }, { kind: "status", status: "qualified" }),
  bulk("a tag", { kind: "tags", add: ["rare"], remove: [] }, { kind: "tags", add: [], remove: ["rare"] }),
  listings("all", {}),
  listings("on the market", { state: "active" }),
  listings("a quiet colleague's", { agent: QUIET }),
  listings("by price and rooms", { deal: "sell", priceMin: 1_500_000, priceMax: 1_700_000, roomsMin: 4, roomsMax: 5 }),
  listings("exclusivity that ends", { exclusivity: "ending" }),
  {
    name: "listings: counted",
    shown: MOST_COUNTED,
    ask: (scope) =>
      countListings(
        scope,
        { filter: { query: undefined, state: "closed" } as ListingFilter, today: TODAY },
        MOST_COUNTED,
      ),
  },
  { name: "listing: one, whole", shown: 4, ask: (scope, size) => findWhole(scope, activeListing(size)) },
  {
    name: "listing: whom it fits",
    shown: MOST_CANDIDATES,
    ask: (scope, size) => matchesOfListing(scope, activeListing(size)),
  },
  // Pairs that are no match any more are passed over: a page is found in a few windows of a hundred.
  { name: "matches: a page", shown: 3 * PAGE, ask: (scope) => readProposals(told, scope, "open", first) },
  { name: "matches: how many are new", shown: 3 * 100, ask: (scope) => countNewMatches(told, scope) },
  calls("all", {}),
  { name: "calls: a common name typed", shown: 300, ask: (scope) => typedCalls(scope, "כהן") },
  { name: "calls: a number typed", shown: PAGE, ask: (scope) => typedCalls(scope, "052-0000077") },
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
