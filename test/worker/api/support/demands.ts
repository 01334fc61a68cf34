/** What somebody looks for, straight into the table. */
import { START, type TestBusiness } from "./world.ts";
import { demands } from "../../../../worker/db/tenant/schema.ts";

type Fields = Partial<typeof demands.$inferInsert>;

export const demandRow = ({ id: businessId }: TestBusiness, leadId: string, fields: Fields = {}) => ({
  businessId,
  id: crypto.randomUUID(),
  leadId,
  dealType: "buy" as const,
  areas: [],
  features: {},
  isActive: true,
  provenance: {},
  createdAt: START,
  updatedAt: START,
  ...fields,
});

/** Its id. */
export async function aDemand(business: TestBusiness, leadId: string, fields: Fields = {}): Promise<string> {
  const row = demandRow(business, leadId, fields);
  await business.scope.db.insert(demands).values(row);
  return row.id;
}
