/** In a file of its own: the live socket needs it, and nothing else of the page. */
export const formKeys = {
  of: (businessId: string) => ["business", businessId, "forms"] as const,
};
