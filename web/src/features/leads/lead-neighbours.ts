/**
 * The order in which leads were listed last, by business: the page of a lead goes to the one before and the one after.
 * In memory alone: after a reload the page has no neighbours until a list is opened.
 */
const orders = new Map<string, readonly string[]>();

export function rememberOrder(businessId: string, ids: readonly string[]): void {
  orders.set(businessId, ids);
}

export function neighboursOf(businessId: string, leadId: string): { previous: string | null; next: string | null } {
  const ids = orders.get(businessId) ?? [];
  const place = ids.indexOf(leadId);
  if (place === -1) return { previous: null, next: null };
  return { previous: ids[place - 1] ?? null, next: ids[place + 1] ?? null };
}
