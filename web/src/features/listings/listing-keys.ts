/** Names of what is read of listings. By itself, so that the live socket, which is loaded first, brings no page along. */
export const listingKeys = {
  of: (businessId: string) => ["business", businessId, "listings"] as const,
  list: (businessId: string, narrowing: Readonly<Record<string, string>>) =>
    [...listingKeys.of(businessId), "list", narrowing] as const,
  detail: (businessId: string, listingId: string) => [...listingKeys.of(businessId), "detail", listingId] as const,
  shares: (businessId: string, listingId: string) => [...listingKeys.of(businessId), "shares", listingId] as const,
  matches: (businessId: string, listingId: string) => [...listingKeys.of(businessId), "matches", listingId] as const,
  /** What is new, sent, dismissed; `matches` stands in front in the names of all that tells of matches. */
  proposals: (businessId: string, list: string) => [...listingKeys.of(businessId), "matches-proposed", list] as const,
  newMatches: (businessId: string) => [...listingKeys.of(businessId), "matches-new"] as const,
  matchesOfLead: (businessId: string, leadId: string) =>
    [...listingKeys.of(businessId), "matches-of-lead", leadId] as const,
};

export const tellsOfMatches = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  String(queryKey[3]).startsWith("matches");
