/** In a file of its own: the live socket needs these, and nothing else of the pages. */
export const importKeys = {
  of: (businessId: string) => ["business", businessId, "imports"] as const,
  list: (businessId: string) => [...importKeys.of(businessId), "list"] as const,
  detail: (businessId: string, importId: string) => [...importKeys.of(businessId), "detail", importId] as const,
  rows: (businessId: string, importId: string) => [...importKeys.of(businessId), "rows", importId] as const,
  /** Of a file that nothing has been done with yet: it does not change. */
  preview: (businessId: string, importId: string) => ["business", businessId, "import-preview", importId] as const,
};
