/** Facts of a lead in words. Pure. */
import type { Lead } from "../../../../core/leads/wire.ts";
import { formatShekels } from "../../format/money.ts";
import { he } from "../../i18n/he.ts";

/** Rents are sums for a month. */
export function budgetText({ budget, dealType }: Pick<Lead, "budget" | "dealType">): string | null {
  if (budget === null) return null;
  const sum = formatShekels(budget);
  return dealType === "rent" || dealType === "let" ? he.leads.perMonth(sum) : sum;
}

/** "קנייה · 4 חדרים · חיפה, הכרמל" */
export function wishText({ dealType, rooms, area }: Pick<Lead, "dealType" | "rooms" | "area">): string | null {
  const parts = [dealType && he.leads.dealType[dealType], rooms !== null && he.leads.rooms(rooms), area].filter(
    Boolean,
  );
  return parts.length > 0 ? parts.join(" · ") : null;
}
