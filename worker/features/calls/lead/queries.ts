/** A call whose caller has become a lead by hand. */
import { and, eq, isNull } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { BusinessScope } from "../../../db/scope.ts";
import { calls } from "../../../db/tenant/schema.ts";

/** A lead that the call has got meanwhile stays. */
export async function linkFreeCall(
  { db, businessId }: BusinessScope,
  callId: string,
  leadId: string,
  line: BatchItem<"sqlite">,
): Promise<void> {
  const update = db
    .update(calls)
    .set({ leadId })
    .where(and(eq(calls.businessId, businessId), eq(calls.id, callId), isNull(calls.leadId)));
  await db.batch([update, line]);
}
