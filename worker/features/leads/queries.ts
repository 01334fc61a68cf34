import { and, desc, eq, getTableColumns } from "drizzle-orm";
import type { PageQuery } from "../../../core/contract/paging.ts";
import type { Lead } from "../../../core/leads/wire.ts";
import { after, pageFrom } from "../../db/keyset.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { leads } from "../../db/tenant/schema.ts";

const { businessId: _, ...leadColumns } = getTableColumns(leads);
export { leadColumns };

/** Latest changed first. */
export async function listLeads({ db, businessId }: BusinessScope, page: PageQuery) {
  const rows: Lead[] = await db
    .select(leadColumns)
    .from(leads)
    .where(and(eq(leads.businessId, businessId), after(leads.updatedAt, leads.id, page.cursor)))
    .orderBy(desc(leads.updatedAt), desc(leads.id))
    .limit(page.limit + 1);
  return pageFrom(rows, page.limit, (lead) => ({ at: lead.updatedAt, id: lead.id }));
}

export async function findLead({ db, businessId }: BusinessScope, leadId: string): Promise<Lead | undefined> {
  const [lead] = await db
    .select(leadColumns)
    .from(leads)
    .where(and(eq(leads.businessId, businessId), eq(leads.id, leadId)));
  return lead;
}
