/** A lead that this person may not see any more leaves every answer that is kept, whatever screen asked for it. */
import type { QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/api-error.ts";

/**
 * At once, without waiting for the server: lists go on without it, and what is the lead itself or one of its calls is
 * refused as the server would refuse it. Then what is shown is asked for again.
 */
export async function hideLead(queries: QueryClient, businessId: string, leadId: string): Promise<void> {
  const queryKey = ["business", businessId];
  // An answer under way may have been read before the lead changed hands.
  await queries.cancelQueries({ queryKey });
  const refused = new Set<string>();
  for (const query of queries.getQueryCache().findAll({ queryKey })) {
    const before: unknown = query.state.data;
    if (before === undefined) continue;
    const after = withoutLead(before, leadId);
    if (after === before) continue;
    if (after !== undefined) query.setData(after);
    else {
      refused.add(query.queryHash);
      query.setState({ data: undefined, status: "error", error: new ApiError("not_found", { status: 404 }) });
    }
  }
  queries.removeQueries({ queryKey, type: "inactive", predicate: ({ queryHash }) => refused.has(queryHash) });
  // What is refused is known already; asking again would show a page that loads for a moment.
  await queries.invalidateQueries({ queryKey, predicate: ({ queryHash }) => !refused.has(queryHash) });
}

/**
 * The answer without whatever is the lead or points to it (`leadId`), at any depth; undefined when nothing is left, and
 * the same object when it has nothing of it.
 */
export function withoutLead(data: unknown, leadId: string): unknown {
  if (Array.isArray(data)) {
    const left = data.map((each: unknown) => withoutLead(each, leadId)).filter((each) => each !== undefined);
    return left.length === data.length && left.every((each, index) => each === data[index]) ? data : left;
  }
  if (typeof data !== "object" || data === null) return data;
  if (("id" in data && data.id === leadId) || ("leadId" in data && data.leadId === leadId)) return undefined;
  const entries = Object.entries(data).map(([key, value]) => ({ key, value, left: withoutLead(value, leadId) }));
  if (entries.every(({ value, left }) => value === left)) return data;
  return Object.fromEntries(entries.map(({ key, left }) => [key, left ?? null]));
}
