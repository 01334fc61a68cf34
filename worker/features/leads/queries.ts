import { and, desc, eq, getTableColumns, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { found } from "./search.ts";
import type { PageQuery } from "../../../core/contract/paging.ts";
import { NOTES_IN_LISTS, UNASSIGNED, type Lead, type LeadFilter } from "../../../core/leads/wire.ts";
import { inOrder } from "../../db/in-order.ts";
import { after, pageFrom } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { leads } from "../../db/tenant/schema.ts";

const { businessId: _, createdByCall: _call, ...leadColumns } = getTableColumns(leads);
export { leadColumns };

/** What this person may see of the leads; every read of them goes through it. */
export const visibleLeads = ({ businessId, onlyOf }: BusinessScope) =>
  and(eq(leads.businessId, businessId), onlyOf === null ? undefined : eq(leads.assignedTo, onlyOf));

function assignedAs(assignedTo: LeadFilter["assignedTo"]): SQL | undefined {
  if (assignedTo === undefined) return undefined;
  return assignedTo === UNASSIGNED ? isNull(leads.assignedTo) : eq(leads.assignedTo, assignedTo);
}

/** Of a list, which shows a line of each: notes grow with every call, and a page of them would be megabytes. */
const listColumns = { ...leadColumns, notes: sql<string | null>`substr(${leads.notes}, 1, ${NOTES_IN_LISTS})` };

/** Latest changed first; of notes their beginning. */
export async function listLeads(scope: BusinessScope, page: PageQuery, filter: LeadFilter = {}) {
  const { db } = scope;
  const rows: Lead[] = await db
    .select(listColumns)
    .from(leads)
    .where(
      and(
        visibleLeads(scope),
        assignedAs(filter.assignedTo),
        found({ name: leads.name, numbers: [leads.phone, leads.phoneTyped] }, filter.query),
        after(leads.updatedAt, leads.id, page.cursor),
      ),
    )
    .orderBy(desc(leads.updatedAt), desc(leads.id))
    .limit(page.limit + 1);
  return pageFrom(rows, page.limit, (lead) => ({ at: lead.updatedAt, id: lead.id }));
}

/** Those that this person may see, in the order of `ids`; 90 at most. */
export async function findLeadsById(scope: BusinessScope, ids: readonly string[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  const rows: Lead[] = await scope.db
    .select(listColumns)
    .from(leads)
    .where(and(visibleLeads(scope), inArray(leads.id, [...ids])));
  return inOrder(rows, ids);
}

export async function findLead(scope: BusinessScope, leadId: string): Promise<Lead | undefined> {
  const [lead] = await scope.db
    .select(leadColumns)
    .from(leads)
    .where(and(visibleLeads(scope), eq(leads.id, leadId)));
  return lead;
}
