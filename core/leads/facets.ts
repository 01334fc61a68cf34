/**
 * By what the list of leads can be filtered, as words of a full-text index (`lead_facets`): such an index meets any
 * number of filters without reading a row that it does not return. Triggers of the tenant database write the same words
 * (`lead_facet_texts` in 0009 of the migrations).
 */
import type { DealType } from "./deal-types.ts";
import type { LeadSourceKind } from "./source.ts";

export type LeadFacets = {
  isInBin: boolean;
  /** Ids of statuses, any of them; and so on. An empty list: whichever. */
  statuses: readonly string[];
  /** User ids; empty text: nobody's. */
  assignees: readonly string[];
  sources: readonly LeadSourceKind[];
  tags: readonly string[];
  /** Of demands that are active. */
  dealTypes: readonly DealType[];
};

export const ALL_LEADS: LeadFacets = {
  isInBin: false,
  statuses: [],
  assignees: [],
  sources: [],
  tags: [],
  dealTypes: [],
};

/** The bytes of its UTF-8, as SQLite's `hex` has them. */
const hex = (text: string): string =>
  [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[^]/g)]
    .map(([sign, code]) => (code ?? sign.charCodeAt(0).toString(16).padStart(2, "0")).toLowerCase())
    .join("");

/** Of the business's id; rows are compared with the whole of it besides. */
const BUSINESS_HEX_CHARS = 24;

/** The FTS5 expression of these leads. A business's words are its own: nothing of another's is met or counted. */
export function facetExpression(businessId: string, facets: LeadFacets): string {
  const business = `b${hex(businessId).slice(0, BUSINESS_HEX_CHARS)}`;
  const any = (letter: string, values: readonly string[]): string[] =>
    values.length === 0 ? [] : [`(${values.map((value) => `${business}${letter}${hex(value)}`).join(" OR ")})`];
  return [
    `${business}${facets.isInBin ? "x" : "v"}`,
    ...any("s", facets.statuses),
    ...any("a", facets.assignees),
    ...any("o", facets.sources),
    ...any("t", facets.tags),
    ...any("d", facets.dealTypes),
  ].join(" AND ");
}
