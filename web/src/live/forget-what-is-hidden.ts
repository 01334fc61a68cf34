import type { QueryClient } from "@tanstack/react-query";
import { isScrolled } from "../api/scrolled-list.ts";

/**
 * After the rights of this person in a business have changed: nothing that they may no longer see stays on the screen or
 * in memory. What is shown is asked for again, and goes where the answer is a refusal (api/query-client.ts); what may
 * still be seen is not taken away in between, so that nothing typed is lost. A list that was scrolled begins anew: asked
 * again, it would keep what stands below its first page (api/scrolled-list.ts).
 */
export async function forgetWhatIsHidden(queries: QueryClient, businessId: string): Promise<void> {
  const queryKey = ["business", businessId];
  queries.removeQueries({ queryKey: ["live", businessId] });
  queries.removeQueries({ queryKey, type: "inactive" });
  const all = queries.getQueryCache().findAll({ queryKey });
  const scrolled = new Set(all.filter(({ state }) => isScrolled(state.data)).map(({ queryHash }) => queryHash));
  await Promise.all([
    queries.resetQueries({ queryKey, predicate: ({ queryHash }) => scrolled.has(queryHash) }),
    queries.invalidateQueries({ queryKey, predicate: ({ queryHash }) => !scrolled.has(queryHash) }),
  ]);
}
