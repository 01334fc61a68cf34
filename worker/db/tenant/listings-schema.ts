/** Listings of a tenant database; the rules of schema.ts hold here too. */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { demands, leads } from "./lead-tables.ts";
import { ADDRESS_LEVELS } from "../../../core/listings/address.ts";
import type { HomeFeature } from "../../../core/listings/features.ts";
import { LISTING_DEALS, PROPERTY_KINDS } from "../../../core/listings/kinds.ts";
import { MATCH_REASONS, MATCH_STATES } from "../../../core/listings/match-wire.ts";
import { LISTING_STATES } from "../../../core/listings/states.ts";

export const listings = sqliteTable(
  "listings",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    deal: text("deal", { enum: LISTING_DEALS }).notNull(),
    kind: text("kind", { enum: PROPERTY_KINDS }).notNull(),
    city: text("city").notNull(),
    neighbourhood: text("neighbourhood"),
    street: text("street"),
    houseNumber: text("house_number"),
    /** How far callers may be told where it is. */
    addressTold: text("address_told", { enum: ADDRESS_LEVELS }).notNull(),
    rooms: real("rooms"),
    /** Square metres. */
    size: integer("size"),
    floor: integer("floor"),
    floors: integer("floors"),
    /** New shekels, whole. */
    price: integer("price"),
    /** In the order of `HOME_FEATURES`, so that two lists of the same features are the same text. */
    features: text("features", { mode: "json" }).$type<HomeFeature[]>().notNull(),
    /** Days, as `2026-11-22`. */
    entryDate: text("entry_date"),
    exclusiveFrom: text("exclusive_from"),
    exclusiveUntil: text("exclusive_until"),
    ownerLeadId: text("owner_lead_id"),
    /** A user of the directory. */
    agentId: text("agent_id"),
    state: text("state", { enum: LISTING_STATES }).notNull(),
    stateAt: integer("state_at").notNull(),
    assistantLine: text("assistant_line"),
    description: text("description"),
    createdAt: integer("created_at").notNull(),
    createdBy: text("created_by"),
    updatedAt: integer("updated_at").notNull(),
    /** In the bin since; null: not there. */
    deletedAt: integer("deleted_at"),
    deletedBy: text("deleted_by"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    index("listings_owner").on(table.businessId, table.ownerLeadId, table.id),
    // The bin of all businesses, for the sweep that empties it.
    index("listings_bin")
      .on(table.businessId, table.deletedAt, table.id)
      .where(sql`deleted_at is not null`),
    foreignKey({ columns: [table.businessId, table.ownerLeadId], foreignColumns: [leads.businessId, leads.id] }),
  ],
);

/**
 * Where a listing stands in lists: `id` is the row of `listing_facets`, an FTS5 table that drizzle has no words for. It
 * holds one word for each thing that lists are narrowed by, so that every combination reads the rows it shows and no
 * others. A listing that changes gets a new one, so that the latest changed come first.
 */
export const listingOrder = sqliteTable(
  "listing_order",
  {
    businessId: text("business_id").notNull(),
    listingId: text("listing_id").notNull(),
    id: integer("id").primaryKey({ autoIncrement: true }),
  },
  (table) => [uniqueIndex("listing_order_listing").on(table.businessId, table.listingId)],
);

/** The pictures themselves are in R2, under the business's id and their own. */
export const listingPhotos = sqliteTable(
  "listing_photos",
  {
    businessId: text("business_id").notNull(),
    listingId: text("listing_id").notNull(),
    id: text("id").notNull(),
    /** Smaller comes first; the first is the cover. */
    position: integer("position").notNull(),
    type: text("type").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    bytes: integer("bytes").notNull(),
    alt: text("alt"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.listingId, table.id] }),
    index("listing_photos_order").on(table.businessId, table.listingId, table.position, table.id),
    foreignKey({ columns: [table.businessId, table.listingId], foreignColumns: [listings.businessId, listings.id] }),
  ],
);

/** Links under which a listing is shown to people without an account. */
export const listingShares = sqliteTable(
  "listing_shares",
  {
    businessId: text("business_id").notNull(),
    id: text("id").notNull(),
    listingId: text("listing_id").notNull(),
    /** As it stands in the link; it shows one listing that is meant to be shown, so that it can be copied again. */
    secret: text("secret").notNull(),
    withAddress: integer("with_address", { mode: "boolean" }).notNull(),
    createdBy: text("created_by").notNull(),
    createdByName: text("created_by_name").notNull(),
    createdAt: integer("created_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.id] }),
    uniqueIndex("listing_shares_secret").on(table.businessId, table.secret),
    index("listing_shares_listing").on(table.businessId, table.listingId, table.revokedAt, table.createdAt),
    foreignKey({ columns: [table.businessId, table.listingId], foreignColumns: [listings.businessId, listings.id] }),
  ],
);

/**
 * A small number for each business: the first dimension of the R*Trees `listing_points` and `demand_boxes`, in which
 * drizzle has no part. Twice it where something is sold and bought, and one more where it is let and rented.
 */
export const matchBusinesses = sqliteTable(
  "match_businesses",
  {
    businessId: text("business_id").notNull(),
    id: integer("id").primaryKey({ autoIncrement: true }),
  },
  (table) => [uniqueIndex("match_businesses_business").on(table.businessId)],
);

/** Which row of `demand_boxes` is which demand's; there only while it is looked for. */
export const matchDemands = sqliteTable(
  "match_demands",
  {
    businessId: text("business_id").notNull(),
    demandId: text("demand_id").notNull(),
    id: integer("id").primaryKey({ autoIncrement: true }),
  },
  (table) => [uniqueIndex("match_demands_demand").on(table.businessId, table.demandId)],
);

/** A pair that somebody was told of, once; whose lead it is the demand says, which moves when leads are merged. */
export const matchProposals = sqliteTable(
  "match_proposals",
  {
    businessId: text("business_id").notNull(),
    listingId: text("listing_id").notNull(),
    demandId: text("demand_id").notNull(),
    state: text("state", { enum: MATCH_STATES }).notNull(),
    reason: text("reason", { enum: MATCH_REASONS }),
    at: integer("at").notNull(),
    /** A user of the directory. */
    decidedBy: text("decided_by"),
    decidedAt: integer("decided_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.listingId, table.demandId] }),
    index("match_proposals_demand").on(table.businessId, table.demandId, table.listingId),
    index("match_proposals_state").on(table.businessId, table.state, table.at),
    foreignKey({ columns: [table.businessId, table.listingId], foreignColumns: [listings.businessId, listings.id] }),
    foreignKey({ columns: [table.businessId, table.demandId], foreignColumns: [demands.businessId, demands.id] }),
  ],
);

/** What somebody looks for since a moment ago, or otherwise than before: its matches are not noted yet. Triggers write it. */
export const matchPending = sqliteTable(
  "match_pending",
  {
    businessId: text("business_id").notNull(),
    demandId: text("demand_id").notNull(),
    /** Grows with each change: what changes while it is looked at stays here. */
    changes: integer("changes").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.demandId] })],
);
