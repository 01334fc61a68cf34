import type { QueryClient } from "@tanstack/react-query";

/**
 * After the rights of this person in a business have changed: nothing that they may no longer see stays on the screen or
 * in memory. What is shown is asked for again, and goes where the answer is a refusal (api/query-client.ts); what may
 * still be seen is not taken away in between, so that nothing typed is lost.
 */
export async function forgetWhatIsHidden(queries: QueryClient, businessId: string): Promise<void> {
  const queryKey = ["business", businessId];
  queries.removeQueries({ queryKey: ["live", businessId] });
  queries.removeQueries({ queryKey, type: "inactive" });
  await queries.invalidateQueries({ queryKey });
}
