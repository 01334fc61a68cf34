/** Facts of a lead in words. Pure. */
import type { DemandInList } from "../../../../core/leads/demand.ts";
import type { LeadProposal } from "../../../../core/leads/wire.ts";
import { formatShekels } from "../../format/money.ts";
import { he } from "../../i18n/he.ts";

type Deal = Pick<DemandInList, "dealType">;
type Prices = Deal & Pick<DemandInList, "priceMin" | "priceMax">;
type Rooms = Pick<DemandInList, "roomsMin" | "roomsMax">;

/** Rents are sums for a month. */
const inDeal = (sum: string, { dealType }: Deal): string =>
  dealType === "rent" || dealType === "let" ? he.leads.perMonth(sum) : sum;

export function priceText(prices: Prices): string | null {
  const { priceMin, priceMax } = prices;
  const most = priceMax ?? priceMin;
  if (most === null) return null;
  if (priceMin === null || priceMax === null || priceMin === priceMax) return inDeal(formatShekels(most), prices);
  return inDeal(he.leads.range(formatShekels(priceMin), formatShekels(priceMax)), prices);
}

const count = (rooms: number): string => rooms.toLocaleString("he-IL");

export function roomsText({ roomsMin, roomsMax }: Rooms): string | null {
  const most = roomsMax ?? roomsMin;
  if (most === null) return null;
  if (roomsMin === null || roomsMax === null || roomsMin === roomsMax) return he.leads.rooms(most);
  return he.leads.roomsBetween(count(roomsMin), count(roomsMax));
}

/** "קנייה · 4 חדרים · חיפה, הכרמל" */
export function wishText(demand: (Deal & Rooms & Pick<DemandInList, "areas">) | undefined): string | null {
  if (demand === undefined) return null;
  const { dealType, areas } = demand;
  const parts = [dealType && he.leads.dealType[dealType], roomsText(demand), areas.join(", ")].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : null;
}

/** What a caller said of somebody, as the wish that it would be. */
export const wishOfProposal = ({ dealType, area, rooms, budget }: LeadProposal, deal: DemandInList["dealType"]) => ({
  dealType: dealType ?? deal,
  areas: area === null ? [] : [area],
  roomsMin: rooms,
  roomsMax: rooms,
  priceMin: null,
  priceMax: budget,
});
