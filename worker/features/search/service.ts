/** Finding leads, calls and listings by what was typed. */
import { findCallsById } from "../calls/queries.ts";
import { findLeadsById } from "../leads/queries.ts";
import { findListingsById } from "../listings/queries.ts";
import { searchIds } from "../search-index/service.ts";
import { readNoted, readSaid } from "./queries.ts";
import { SEARCH_KINDS, type SearchKind } from "../../../core/search/index-text.ts";
import { snippetOf } from "../../../core/search/snippet.ts";
import {
  MOST_PAGED,
  type FoundCall,
  type FoundLead,
  type FoundPageAsked,
  type SearchAnswer,
} from "../../../core/search/wire.ts";
import type { BusinessScope } from "../../db/scope.ts";

/**
 * `limit`: of each kind. What this person may not see is not found. `onBehind`: what has changed last could not be written
 * to the index; what stands in it is found all the same.
 */
export async function search(
  scope: BusinessScope,
  typed: string,
  limit: number,
  onBehind?: (cause: unknown) => void,
): Promise<SearchAnswer> {
  const ids = await searchIds(scope, typed, SEARCH_KINDS, limit, onBehind);
  const [leads, calls, listings] = await Promise.all([
    findLeadsById(scope, ids.lead),
    findCallsById(scope, ids.call),
    findListingsById(scope, ids.listing),
  ]);
  return { leads, calls, listings };
}

type Page<Found> = { items: Found[]; nextCursor: string | null };

/**
 * The ids of one page, and where the next begins. What stands further down is found together with all that stands above
 * it, which has its end (`MOST_PAGED`): the order is made of three searches, and none of them knows a place to go on from.
 */
async function pageOfIds(
  scope: BusinessScope,
  kind: SearchKind,
  { query = "", limit, cursor }: FoundPageAsked,
  onBehind: (cause: unknown) => void,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const start = Number(cursor ?? 0);
  const end = Math.min(start + limit, MOST_PAGED);
  if (start >= end) return { ids: [], nextCursor: null };
  const found = (await searchIds(scope, query, [kind], end + 1, onBehind))[kind];
  return { ids: found.slice(start, end), nextCursor: found.length > end && end < MOST_PAGED ? String(end) : null };
}

/** With the line of what is noted of each in which the words stand. */
export async function findLeadsByNoted(
  scope: BusinessScope,
  asked: FoundPageAsked,
  onBehind: (cause: unknown) => void,
): Promise<Page<FoundLead>> {
  const { ids, nextCursor } = await pageOfIds(scope, "lead", asked, onBehind);
  const leads = await findLeadsById(scope, ids);
  const noted = await readNoted(
    scope,
    leads.map(({ id }) => id),
  );
  const items = leads.map((lead) => ({
    lead,
    words: snippetOf(noted.get(lead.id) ?? [], asked.query ?? "")?.parts ?? null,
  }));
  return { items, nextCursor };
}

/** With the turn of each in which the words were said; where nobody said them, with the line of the summary. */
export async function findCallsBySaid(
  scope: BusinessScope,
  asked: FoundPageAsked,
  onBehind: (cause: unknown) => void,
): Promise<Page<FoundCall>> {
  const { ids, nextCursor } = await pageOfIds(scope, "call", asked, onBehind);
  const calls = await findCallsById(scope, ids);
  const said = await readSaid(
    scope,
    calls.map(({ id }) => id),
  );
  const items = calls.map((call) => {
    const turns = said.get(call.id) ?? [];
    const snippet = snippetOf([...turns.map(({ text }) => text), call.summary], asked.query ?? "");
    const turn = snippet && turns[snippet.at];
    return { call, words: snippet?.parts ?? null, turn: turn ? { seq: turn.seq, role: turn.role } : null };
  });
  return { items, nextCursor };
}
