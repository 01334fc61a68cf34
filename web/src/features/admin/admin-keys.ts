/** Names of the admin area's queries. What changes a business or a number makes all of them ask again. */
export const adminKeys = {
  all: ["admin"] as const,
  businesses: (query: string) => ["admin", "businesses", "list", query] as const,
  /** Apart from the others: asked anew after one's own creation, it would say that the slug is taken. */
  slug: (slug: string) => ["admin-slug", slug] as const,
  business: (businessId: string) => ["admin", "businesses", "detail", businessId] as const,
  tenantDatabases: () => ["admin", "tenant-databases"] as const,
  numbers: (query: string) => ["admin", "numbers", query] as const,
  audit: (filter: object) => ["admin", "audit", filter] as const,
};
