/** What somebody wants or offers. A lead may have several: to buy a flat, to rent another, and to sell their own. */
import { z } from "zod";
import { DEAL_TYPES, type DealType } from "./deal-types.ts";
import { isHomeFeature } from "../listings/features.ts";
import { provenanceSchema } from "./provenance.ts";
import { line, paragraphs } from "../contract/text.ts";

export const AREAS_MAX = 20;
export const AREA_MAX_CHARS = 120;
export const DEMAND_NOTE_MAX_CHARS = 2_000;
/** Of one lead; more is a mistake or an attack. */
export const DEMANDS_MAX = 20;

const ROOMS_MAX = 30;
const SIZE_MAX = 100_000;
const FLOORS = { min: -5, max: 200 };
const PRICE_MAX = 2_000_000_000;

const rooms = z.number().min(0.5).max(ROOMS_MAX).multipleOf(0.5).nullable();
const size = z.number().int().min(1).max(SIZE_MAX).nullable();
const floor = z.number().int().min(FLOORS.min).max(FLOORS.max).nullable();
const price = z.number().int().min(1).max(PRICE_MAX).nullable();

/** Ranges with both ends included; null: open. */
export const demandFieldsSchema = z.object({
  dealType: z.enum(DEAL_TYPES).nullable(),
  areas: z.array(line(1, AREA_MAX_CHARS)).max(AREAS_MAX),
  roomsMin: rooms,
  roomsMax: rooms,
  /** Square metres. */
  sizeMin: size,
  sizeMax: size,
  floorMin: floor,
  floorMax: floor,
  /** New shekels, whole; a month's where something is rented or let. What is offered has its price in `priceMax`. */
  priceMin: price,
  priceMax: price,
  /** Of `HOME_FEATURES`: what it must have, and what would be nice. */
  features: z
    .record(z.string(), z.enum(["must", "nice"]))
    .refine((features) => Object.keys(features).every(isHomeFeature), "holds something that is no feature"),
  note: paragraphs(1, DEMAND_NOTE_MAX_CHARS).nullable(),
  isActive: z.boolean(),
});
export type DemandFields = z.infer<typeof demandFieldsSchema>;

export const demandSchema = demandFieldsSchema.extend({
  id: z.string(),
  provenance: provenanceSchema,
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Demand = z.infer<typeof demandSchema>;

/** In lists: without where its values come from. */
export const demandInListSchema = demandSchema.omit({ provenance: true });
export type DemandInList = z.infer<typeof demandInListSchema>;

/** What is wanted in one line, as it is said in a call: one place, one number of rooms, one sum. */
export type Wish = { dealType?: DealType; area?: string; rooms?: number; budget?: number };

export const demandOfWish = ({ dealType, area, rooms: count, budget }: Wish): Partial<DemandFields> => ({
  ...(dealType !== undefined && { dealType }),
  ...(area !== undefined && { areas: [area] }),
  ...(count !== undefined && { roomsMin: count, roomsMax: count }),
  ...(budget !== undefined && { priceMax: budget }),
});
