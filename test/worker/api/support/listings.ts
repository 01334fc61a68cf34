/** Listings for tests, written as the product writes them or straight into the table. */
import { START, type TestBusiness } from "./world.ts";
import { listings } from "../../../../worker/db/tenant/schema.ts";

export async function aListing({ scope }: TestBusiness, fields: Partial<typeof listings.$inferInsert> = {}) {
  const [listing] = await scope.db
    .insert(listings)
    .values({
      businessId: scope.businessId,
      id: crypto.randomUUID(),
      deal: "sell",
      kind: "apartment",
      city: "חיפה",
      addressTold: "neighbourhood",
      features: [],
      state: "active",
      stateAt: START,
      createdAt: START,
      updatedAt: START,
      ...fields,
    })
    .returning();
  if (!listing) throw new Error("no listing was written");
  return listing;
}
