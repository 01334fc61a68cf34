/** The stages that a business's leads go through. */
import { asc, eq } from "drizzle-orm";
import type { LeadStatus } from "../../../../core/leads/status.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import { leadStatuses } from "../../../db/tenant/schema.ts";

/** As they are ordered on the screen. */
export const listStatuses = ({ db, businessId }: BusinessScope): Promise<LeadStatus[]> =>
  db
    .select({
      id: leadStatuses.id,
      name: leadStatuses.name,
      color: leadStatuses.color,
      position: leadStatuses.position,
      kind: leadStatuses.kind,
      mayContact: leadStatuses.mayContact,
      asksReason: leadStatuses.asksReason,
    })
    .from(leadStatuses)
    .where(eq(leadStatuses.businessId, businessId))
    .orderBy(asc(leadStatuses.position), asc(leadStatuses.id));
