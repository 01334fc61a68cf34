/** What the list of listings is narrowed to, as it stands in the address. What is not understood is not there. */
import { listingFilterSchema } from "../../../../core/listings/wire.ts";

export const NARROWING_FIELDS = [
  "query",
  "state",
  "deal",
  "agent",
  "city",
  "priceMin",
  "priceMax",
  "roomsMin",
  "roomsMax",
  "exclusivity",
  "bin",
] as const;
export type NarrowingField = (typeof NARROWING_FIELDS)[number];
export type ListingsNarrowing = { [Field in NarrowingField]?: string };

export function readNarrowing(search: URLSearchParams): ListingsNarrowing {
  const narrowing: ListingsNarrowing = {};
  for (const field of NARROWING_FIELDS) {
    const value = search.get(field)?.trim();
    if (value && listingFilterSchema.shape[field].safeParse(value).success) narrowing[field] = value;
  }
  return narrowing;
}
