/** Shapes of `/api/businesses/:businessId/listings`. */
import { z } from "zod";
import { line, paragraphs } from "../contract/text.ts";
import { pageOf } from "../contract/paging.ts";
import { searchQuerySchema } from "../leads/wire.ts";
import { ADDRESS_LEVELS } from "./address.ts";
import { HOME_FEATURES } from "./features.ts";
import { LISTING_DEALS, PROPERTY_KINDS } from "./kinds.ts";
import { PHOTO_ALT_MAX_CHARS } from "./photos.ts";
import { LISTING_STATES } from "./states.ts";

const NAME_MAX = 60;
/** No home costs a billion; an offer of more is a digit too many. */
const PRICE_MAX = 999_999_999;
const ROOMS_MAX = 50;
const SIZE_MAX = 100_000;
const FLOOR_MAX = 150;

/** Rooms are counted in halves in Israel. */
const rooms = z.number().min(0.5).max(ROOMS_MAX).multipleOf(0.5);
const price = z.number().int().min(1).max(PRICE_MAX);
const day = z.iso.date();
/** Empty is nothing. */
const optionalLine = (max: number) =>
  line(0, max)
    .transform((text) => (text === "" ? null : text))
    .nullable();
const optionalText = (max: number) =>
  paragraphs(0, max)
    .transform((text) => (text === "" ? null : text))
    .nullable();

/** What people write of a listing. */
export const listingFieldsSchema = z.object({
  deal: z.enum(LISTING_DEALS),
  kind: z.enum(PROPERTY_KINDS),
  city: line(1, NAME_MAX),
  neighbourhood: optionalLine(NAME_MAX),
  street: optionalLine(NAME_MAX),
  houseNumber: optionalLine(10),
  /** How far callers may be told where it is. */
  addressTold: z.enum(ADDRESS_LEVELS),
  rooms: rooms.nullable(),
  /** Square metres. */
  size: z.number().int().min(1).max(SIZE_MAX).nullable(),
  floor: z.number().int().min(-10).max(FLOOR_MAX).nullable(),
  floors: z.number().int().min(1).max(FLOOR_MAX).nullable(),
  /** New shekels, whole; of a rent for a month. */
  price: price.nullable(),
  features: z
    .array(z.enum(HOME_FEATURES))
    .max(HOME_FEATURES.length)
    .transform((chosen) => HOME_FEATURES.filter((one) => chosen.includes(one))),
  /** Null: not agreed yet. */
  entryDate: day.nullable(),
  exclusiveFrom: day.nullable(),
  exclusiveUntil: day.nullable(),
  /** A lead that whoever writes it may see. */
  ownerLeadId: z.string().max(64).nullable(),
  /** User id of a colleague. */
  agentId: z.string().max(64).nullable(),
  /** What the assistant may say of it, in one line. */
  assistantLine: optionalLine(200),
  description: optionalText(5_000),
});
export type ListingFields = z.output<typeof listingFieldsSchema>;
export type ListingField = keyof ListingFields;

const EMPTY = {
  neighbourhood: null,
  street: null,
  houseNumber: null,
  addressTold: "neighbourhood" as const,
  rooms: null,
  size: null,
  floor: null,
  floors: null,
  price: null,
  features: [],
  entryDate: null,
  exclusiveFrom: null,
  exclusiveUntil: null,
  ownerLeadId: null,
  agentId: null,
  assistantLine: null,
  description: null,
};
/** What is not given is not known yet. */
export const newListingSchema = z
  .object({ ...listingFieldsSchema.shape })
  .partial()
  .required({ deal: true, kind: true, city: true })
  .transform(({ deal, kind, city, ...given }): ListingFields => ({ ...EMPTY, deal, kind, city, ...defined(given) }));

type Some = { [K in ListingField]?: ListingFields[K] };
type Given = { [K in ListingField]?: ListingFields[K] | undefined };
const defined = (given: Given): Some =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Some;

/** `from`: as whoever changes it saw it. A field that is another by now is refused, with its name. */
export const listingPatchSchema = z
  .object({ from: listingFieldsSchema.partial(), to: listingFieldsSchema.partial() })
  .refine(({ to }) => Object.keys(to).length > 0, "changes nothing")
  .refine(({ from, to }) => Object.keys(to).every((field) => field in from), "says not what was there")
  .transform(({ from, to }) => ({ from: defined(from), to: defined(to) }));
export type ListingPatch = z.output<typeof listingPatchSchema>;

export const photoSchema = z.object({
  id: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  alt: z.string().nullable(),
});
export type ListingPhoto = z.infer<typeof photoSchema>;

export const listingSummarySchema = z.object({
  ...listingFieldsSchema.omit({ ownerLeadId: true, description: true, assistantLine: true }).shape,
  features: z.array(z.enum(HOME_FEATURES)),
  neighbourhood: z.string().nullable(),
  street: z.string().nullable(),
  houseNumber: z.string().nullable(),
  id: z.string(),
  state: z.enum(LISTING_STATES),
  /** The first photo. */
  coverId: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** In the bin since; null: not there. */
  deletedAt: z.number().nullable(),
});
export type ListingSummary = z.infer<typeof listingSummarySchema>;

/** A lead that the reader may not see is `hidden`. */
const ownerSchema = z.discriminatedUnion("is", [
  z.object({ is: z.literal("nobody") }),
  z.object({ is: z.literal("hidden") }),
  z.object({
    is: z.literal("lead"),
    leadId: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
  }),
]);
export type ListingOwner = z.infer<typeof ownerSchema>;

export const listingSchema = z.object({
  ...listingSummarySchema.shape,
  assistantLine: z.string().nullable(),
  description: z.string().nullable(),
  stateAt: z.number(),
  owner: ownerSchema,
  photos: z.array(photoSchema),
});
export type Listing = z.infer<typeof listingSchema>;

export const listingStateBodySchema = z.object({ from: z.enum(LISTING_STATES), to: z.enum(LISTING_STATES) });

const amount = z.coerce.number().int().min(0).max(PRICE_MAX).optional();
const roomsAsked = z.coerce.number().min(0).max(ROOMS_MAX).multipleOf(0.5).optional();
export const listingFilterSchema = z.object({
  query: searchQuerySchema,
  state: z.enum(LISTING_STATES).optional(),
  deal: z.enum(LISTING_DEALS).optional(),
  /** User id, or `none`. */
  agent: z.string().max(64).optional(),
  city: line(0, NAME_MAX).optional(),
  priceMin: amount,
  priceMax: amount,
  roomsMin: roomsAsked,
  roomsMax: roomsAsked,
  /** Those whose exclusivity ends in the next 30 days. */
  exclusivity: z.enum(["ending"]).optional(),
  /** Those that were deleted, instead of the others. */
  bin: z.enum(["1"]).optional(),
});
export type ListingFilter = z.output<typeof listingFilterSchema>;

/** How long what was deleted can be taken back. */
export const BIN_DAYS = 30;

/** The ids of all its photos, in their new order. */
export const photoOrderSchema = z.object({ photoIds: z.array(z.string().max(64)).max(100) });
export const photoAltSchema = z.object({ alt: optionalLine(PHOTO_ALT_MAX_CHARS) });

export const shareSchema = z.object({
  id: z.string(),
  /** Of its public page. */
  token: z.string(),
  /** Whether the page tells the street and the number. */
  withAddress: z.boolean(),
  createdBy: z.string(),
  createdAt: z.number(),
});
export type ListingShare = z.infer<typeof shareSchema>;
export const newShareSchema = z.object({ withAddress: z.boolean() });
/** Links that are open at once for one listing. */
export const SHARES_MAX = 20;

export const listingPageSchema = pageOf(listingSummarySchema);
