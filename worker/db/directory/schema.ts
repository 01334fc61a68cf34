/**
 * The DIRECTORY database: who people are, which businesses exist, and which address belongs to whom.
 * It never holds a business's own data. Times are Unix milliseconds.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: text("id").primaryKey(),
    /** Lower case; the sign-in name. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** `scrypt$N$r$p$salt$hash`, base64url parts; null until an invited person chose a password. */
    passwordHash: text("password_hash"),
    platformRole: text("platform_role", { enum: ["admin"] }),
    createdAt: integer("created_at").notNull(),
    disabledAt: integer("disabled_at"),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    check("users_email_lower", sql`${table.email} = lower(${table.email})`),
  ],
);

export const businesses = sqliteTable(
  "businesses",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    status: text("status", { enum: ["active", "suspended"] }).notNull(),
    /** Name of the D1 binding that holds this business's data, e.g. `TENANT_0`. */
    tenantDb: text("tenant_db").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [uniqueIndex("businesses_slug").on(table.slug)],
);

export const memberships = sqliteTable(
  "memberships",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    businessId: text("business_id")
      .notNull()
      .references(() => businesses.id),
    role: text("role", { enum: ["manager", "business"] }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.businessId] }),
    index("memberships_business").on(table.businessId),
  ],
);

/** One row a signed-in device. A refresh token is used once; a second use of an old one ends the family. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** SHA-256, hex, of the only refresh token that is good now. */
    refreshHash: text("refresh_hash").notNull(),
    /** SHA-256 of the one before: its use within a short grace is a race of two tabs, later a theft. */
    previousRefreshHash: text("previous_refresh_hash"),
    rotatedAt: integer("rotated_at").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    endedAt: integer("ended_at"),
    endReason: text("end_reason", { enum: ["signed_out", "refresh_reused", "expired", "revoked"] }),
    userAgent: text("user_agent"),
  },
  (table) => [index("sessions_user").on(table.userId), uniqueIndex("sessions_refresh").on(table.refreshHash)],
);

/** A phone or WhatsApp number, and the one business it belongs to. */
export const channelAddresses = sqliteTable(
  "channel_addresses",
  {
    channel: text("channel", { enum: ["phone", "whatsapp"] }).notNull(),
    /** E.164. */
    address: text("address").notNull(),
    businessId: text("business_id")
      .notNull()
      .references(() => businesses.id),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.address] }),
    index("channel_addresses_business").on(table.businessId),
  ],
);
