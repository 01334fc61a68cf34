/**
 * Columns that were scrolled are asked for their first page alone (api/scrolled-list.ts). A lead that somebody else has
 * changed may be shown further down: it is read by itself, once, and what stands there is put right.
 */
import type { QueryClient } from "@tanstack/react-query";
import type { Lead } from "../../../../../core/leads/wire.ts";
import type { ListPages } from "../../../api/scrolled-list.ts";
import { leadKeys, leadQuery } from "../lead-queries.ts";
import { renewedInColumn } from "../statuses/moved.ts";

type Column = ListPages<Lead>;

const holdsDeep = ({ pages }: Column, leadId: string): boolean =>
  pages.slice(1).some(({ items }) => items.some(({ id }) => id === leadId));

export async function renewCards(queries: QueryClient, businessId: string, leadId: string): Promise<void> {
  const columns = queries.getQueriesData<Column>({ queryKey: leadKeys.columns(businessId) });
  if (!columns.some(([, data]) => data && holdsDeep(data, leadId))) return;
  // Refused: it is not to be seen any more, which is told in other words (live/hide-lead.ts).
  const lead = await queries.fetchQuery({ ...leadQuery(businessId, leadId), staleTime: 0 }).catch(() => null);
  if (!lead) return;
  for (const [queryKey, data] of queries.getQueriesData<Column>({ queryKey: leadKeys.columns(businessId) }))
    if (data) queries.setQueryData<Column>(queryKey, renewedInColumn(data, String(queryKey[4]), lead));
}
