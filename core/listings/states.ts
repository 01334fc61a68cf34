/** What may follow what in the life of a listing: asked by the server before it writes, and by the screen for its buttons. */
export const LISTING_STATES = ["draft", "active", "under_offer", "closed", "withdrawn"] as const;
export type ListingState = (typeof LISTING_STATES)[number];

/** `closed`: sold or let. A deal that falls through brings the listing back; what was withdrawn can be offered again. */
const NEXT: Readonly<Record<ListingState, readonly ListingState[]>> = {
  draft: ["active", "withdrawn"],
  active: ["under_offer", "closed", "withdrawn", "draft"],
  under_offer: ["closed", "active", "withdrawn"],
  closed: ["active"],
  withdrawn: ["active", "draft"],
};

export const nextStates = (state: ListingState): readonly ListingState[] => NEXT[state];
export const mayFollow = (from: ListingState, to: ListingState): boolean => NEXT[from].includes(to);

/** In which it is offered to customers: matches are looked for, and shared pages say that it can be had. */
export const isOffered = (state: ListingState): boolean => state === "active" || state === "under_offer";
