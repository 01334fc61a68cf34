import type { ScopeEnv } from "../../context.ts";

/** What changed last could not be written to the index; what stands in it is found all the same. For the log. */
export const tellsBehind =
  ({ log, scope }: Pick<ScopeEnv["Variables"], "log" | "scope">) =>
  (cause: unknown) =>
    log.error("search_index_not_written", { businessId: scope.businessId, cause });
