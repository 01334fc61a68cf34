/** What is typed into the form of a listing, and what is made of it. Pure. */
import { problemsOf } from "../../../../../core/listings/checks.ts";
import type { HomeFeature } from "../../../../../core/listings/features.ts";
import {
  listingFieldsSchema,
  type Listing,
  type ListingField,
  type ListingFields,
} from "../../../../../core/listings/wire.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";

const t = listingTexts.form.problems;

const NUMBERS = ["rooms", "size", "floor", "floors", "price"] as const;
const OPTIONAL = [
  "neighbourhood",
  "street",
  "houseNumber",
  "entryDate",
  "exclusiveFrom",
  "exclusiveUntil",
  "assistantLine",
  "description",
] as const;

/** Texts as they are typed; empty is nothing. */
export type ListingDraft = Pick<ListingFields, "deal" | "kind" | "city" | "addressTold" | "ownerLeadId" | "agentId"> & {
  features: HomeFeature[];
} & Record<(typeof NUMBERS)[number] | (typeof OPTIONAL)[number], string>;

export const EMPTY_DRAFT: ListingDraft = {
  deal: "sell",
  kind: "apartment",
  city: "",
  addressTold: "neighbourhood",
  ownerLeadId: null,
  agentId: null,
  features: [],
  neighbourhood: "",
  street: "",
  houseNumber: "",
  rooms: "",
  size: "",
  floor: "",
  floors: "",
  price: "",
  entryDate: "",
  exclusiveFrom: "",
  exclusiveUntil: "",
  assistantLine: "",
  description: "",
};

/** An owner who is hidden from whoever edits stands as none, and is left alone. */
export function draftOf(listing: Listing): ListingDraft {
  const { deal, kind, city, addressTold, agentId, features, owner } = listing;
  const draft: ListingDraft = {
    ...EMPTY_DRAFT,
    deal,
    kind,
    city,
    addressTold,
    agentId,
    features: [...features],
    ownerLeadId: owner.is === "lead" ? owner.leadId : null,
  };
  for (const field of NUMBERS) draft[field] = listing[field] === null ? "" : String(listing[field]);
  for (const field of OPTIONAL) draft[field] = listing[field] ?? "";
  return draft;
}

export type DraftProblems = { [Field in ListingField]?: string };

const OF_FIELD: DraftProblems = {
  city: t.city,
  rooms: t.rooms,
  size: t.number,
  floor: t.number,
  floors: t.number,
  price: t.price,
};

/** `1,650,000 ₪` is a price as it is pasted. */
const numberIn = (typed: string): number | null => {
  const plain = typed.replace(/[\s,₪\u00a0\u200e\u200f]/g, "");
  return plain === "" ? null : Number(plain);
};

export function readDraft(draft: ListingDraft): { fields: ListingFields } | { problems: DraftProblems } {
  const given: Record<string, unknown> = { ...draft };
  for (const field of NUMBERS) given[field] = numberIn(draft[field]);
  for (const field of OPTIONAL) given[field] = draft[field].trim() === "" ? null : draft[field];
  const parsed = listingFieldsSchema.safeParse(given);
  const problems: DraftProblems = {};
  if (!parsed.success) {
    for (const { path } of parsed.error.issues) {
      const field = path[0] as ListingField;
      problems[field] = OF_FIELD[field] ?? t.otherwise;
    }
    return { problems };
  }
  for (const { field, problem } of problemsOf(parsed.data))
    problems[field] = problem === "above_the_roof" ? t.roof : t.ends;
  return Object.keys(problems).length > 0 ? { problems } : { fields: parsed.data };
}

/** Only what differs: the rest may be changed by somebody else in the meantime. */
export function changesOf(before: ListingFields, after: ListingFields) {
  const from: Partial<Record<ListingField, unknown>> = {};
  const to: Partial<Record<ListingField, unknown>> = {};
  for (const field of Object.keys(after) as ListingField[]) {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) continue;
    from[field] = before[field];
    to[field] = after[field];
  }
  return { from, to } as { from: Partial<ListingFields>; to: Partial<ListingFields> };
}
