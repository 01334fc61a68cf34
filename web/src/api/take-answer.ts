import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * What the server answered to a change is what is shown. A question that was on its way meanwhile may bring what was
 * before the change: it is given up, and asked again, for it may as well bring what others did since.
 */
export function takeAnswer<Answer>(queries: QueryClient, queryKey: QueryKey, answer: Answer): void {
  const one = { queryKey, exact: true };
  const wasAsked = queries.isFetching(one) > 0;
  // In effect before it returns; what it promises is only that the question has ended.
  void queries.cancelQueries(one);
  queries.setQueryData<Answer>(queryKey, () => answer);
  if (wasAsked) void queries.invalidateQueries(one);
}
