/** What is kept of leads, after one of them has moved to another status: at once, without asking the server. Pure. */
import type { LeadCounts } from "../../../../../core/leads/counts.ts";
import type { Lead } from "../../../../../core/leads/wire.ts";
import type { ListPages } from "../../../api/scrolled-list.ts";
import type { LeadsQuery } from "../lead-queries.ts";

/** `lead`: as it is now. `from`: id of the status it was in. */
export type Moved = { lead: Lead; from: string };

/** The stand-in for nobody in the filter of the API. */
const NOBODY = "none";

/** Whether a list with these filters has the lead; filters by tag and the like are any of the values. */
export function isAmong(lead: Lead, filter: LeadsQuery): boolean {
  const fits = (wanted: string | undefined, has: readonly string[]) =>
    wanted === undefined || wanted.split(",").some((value) => has.includes(value));
  const deals = lead.demands.flatMap(({ isActive, dealType }) => (isActive && dealType ? [dealType] : []));
  return (
    fits(filter.assignedTo, [lead.assignedTo ?? NOBODY]) &&
    fits(filter.source, [lead.source]) &&
    fits(filter.tag, lead.tags) &&
    fits(filter.deal, deals)
  );
}

/** The last changed stands on top. */
export function movedInColumn(
  pages: ListPages<Lead>,
  column: { statusId: string; filter: LeadsQuery },
  { lead }: Pick<Moved, "lead">,
): ListPages<Lead> {
  const without = pages.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== lead.id) }));
  const [first, ...rest] = without;
  if (lead.status !== column.statusId || !first || !isAmong(lead, column.filter)) return { ...pages, pages: without };
  return { ...pages, pages: [{ ...first, items: [lead, ...first.items] }, ...rest] };
}

/** Where it is not on top, because something else of it has changed: it stays in its place, and leaves other columns. */
export function renewedInColumn(pages: ListPages<Lead>, statusId: string, lead: Lead): ListPages<Lead> {
  const renewed = (items: Lead[]) =>
    items.flatMap((each) => (each.id !== lead.id ? each : lead.status === statusId ? lead : []));
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: renewed(page.items) })) };
}

export function movedInCounts(counts: LeadCounts, filter: LeadsQuery, { lead, from }: Moved): LeadCounts {
  if (from === lead.status || !isAmong(lead, filter)) return counts;
  const step = (status: string) => (status === from ? -1 : status === lead.status ? 1 : 0);
  // Of those that are more than were counted nobody knows the number.
  return counts.map((one) => (one.isMore ? one : { ...one, count: Math.max(0, one.count + step(one.status)) }));
}

const isRow = (data: unknown): data is Record<string, unknown> => typeof data === "object" && data !== null;

/** Anything else that shows it: lists in another order, the lead itself. */
export function movedIn<Data>(data: Data, { lead }: Pick<Moved, "lead">): Data {
  return withStatus(data, lead) as Data;
}

function withStatus(data: unknown, lead: Lead): unknown {
  if (Array.isArray(data)) return data.map((each: unknown) => withStatus(each, lead));
  if (!isRow(data)) return data;
  if (data["id"] === lead.id && "status" in data) return { ...data, status: lead.status, updatedAt: lead.updatedAt };
  if (!("pages" in data || "items" in data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withStatus(value, lead)]));
}
