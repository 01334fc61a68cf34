/** What the search knows of a listing, in the words that people look for. */
import type { Address } from "./address.ts";
import { FEATURE_WORDS, type HomeFeature } from "./features.ts";
import { DEAL_WORDS, PROPERTY_WORDS, type ListingDeal, type PropertyKind } from "./kinds.ts";

type Described = Address & {
  deal: ListingDeal;
  kind: PropertyKind;
  features: readonly HomeFeature[];
  rooms: number | null;
  assistantLine: string | null;
  description: string | null;
};

/** The address stands for itself: it is what a listing is called by. The owner is none of its words. */
export function listingWords(listing: Described): { name: string; texts: (string | null)[] } {
  const { city, neighbourhood, street, houseNumber, deal, kind, features, rooms } = listing;
  return {
    name: [street, houseNumber, neighbourhood, city].filter((part) => part !== null).join(" "),
    texts: [
      `${PROPERTY_WORDS[kind]} ${DEAL_WORDS[deal]}`,
      rooms === null ? null : `${rooms} חדרים`,
      features.map((feature) => FEATURE_WORDS[feature]).join(" "),
      listing.assistantLine,
      listing.description,
    ],
  };
}
