/** What is offered, and how. */
export const LISTING_DEALS = ["sell", "let"] as const;
export type ListingDeal = (typeof LISTING_DEALS)[number];

export const PROPERTY_KINDS = [
  "apartment",
  "gardenApartment",
  "penthouse",
  "duplex",
  "house",
  "unit",
  "lot",
  "office",
  "shop",
  "other",
] as const;
export type PropertyKind = (typeof PROPERTY_KINDS)[number];

/** For the search index, the share page and the assistant; the dashboard's catalogue uses the same words. */
export const PROPERTY_WORDS: Readonly<Record<PropertyKind, string>> = {
  apartment: "דירה",
  gardenApartment: "דירת גן",
  penthouse: "פנטהאוז",
  duplex: "דופלקס",
  house: "בית פרטי",
  unit: "יחידת דיור",
  lot: "מגרש",
  office: "משרד",
  shop: "חנות",
  other: "נכס",
};
export const DEAL_WORDS: Readonly<Record<ListingDeal, string>> = { sell: "למכירה", let: "להשכרה" };
