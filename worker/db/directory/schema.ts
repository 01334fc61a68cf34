/**
 * The DIRECTORY database: who people are, which businesses exist, and which address belongs to whom.
 * It never holds a business's own data. Times are Unix milliseconds.
 */
import { sql } from "drizzle-orm";
import { AGENTS_SEE, PLATFORM_ROLES, ROLES } from "../../../core/auth/permissions.ts";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { auditColumns } from "../audit-columns.ts";

export const SESSION_END_REASONS = [
  "signed_out",
  /** By its owner, from another device. */
  "ended_elsewhere",
  "signed_out_everywhere",
  "refresh_reused",
  "password_changed",
  "impersonation_ended",
  "expired",
  "revoked",
] as const;

export const users = sqliteTable(
  "users",
  {
    id: text("id").primaryKey(),
    /** Lower case; the sign-in name. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** `scrypt$N$r$p$salt$hash`, base64url parts; null until an invited person chose a password. */
    passwordHash: text("password_hash"),
    platformRole: text("platform_role", { enum: PLATFORM_ROLES }),
    createdAt: integer("created_at").notNull(),
    disabledAt: integer("disabled_at"),
    /** They asked for a new password when no mail could be sent; null once a link was made. */
    resetAskedAt: integer("reset_asked_at"),
    /** When they last stopped managing a business, by their own doing or another's; null: they never managed one. */
    managedUntil: integer("managed_until"),
    /** When the password was chosen by a link that a manager held; null: it is as its owner chose it. */
    passwordByManagerAt: integer("password_by_manager_at"),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    check("users_email_lower", sql`${table.email} = lower(${table.email})`),
    /** The few who look after the platform. */
    index("users_platform_role")
      .on(table.platformRole)
      .where(sql`platform_role is not null`),
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
    /** Whether agents see everybody's leads, calls and meetings, or their own. */
    agentsSee: text("agents_see", { enum: AGENTS_SEE }).notNull().default("all"),
    /** Whether platform admins may act as one of its people. */
    impersonationAllowed: integer("impersonation_allowed", { mode: "boolean" }).notNull().default(true),
    /** Names the stored picture (core/business/logo.ts); null: none. */
    logoVersion: integer("logo_version"),
  },
  (table) => [
    uniqueIndex("businesses_slug").on(table.slug),
    index("businesses_created").on(table.createdAt, table.id),
    index("businesses_tenant").on(table.tenantDb),
  ],
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
    role: text("role", { enum: ROLES }).notNull(),
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
    /** SHA-256 of the one before: it gets the good one again, for as long as that has not been used. */
    previousRefreshHash: text("previous_refresh_hash"),
    /** Whether it did, later than two tabs that race, and of how many tokens in a row that is true. */
    retaken: integer("retaken", { mode: "boolean" }).notNull().default(false),
    retakings: integer("retakings").notNull().default(0),
    rotatedAt: integer("rotated_at").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    endedAt: integer("ended_at"),
    endReason: text("end_reason", { enum: SESSION_END_REASONS }),
    userAgent: text("user_agent"),
    /** Network address at sign-in. */
    address: text("address"),
    /** Set when a platform admin acts as `userId`: who it is, of which session, where, and why. */
    impersonatorId: text("impersonator_id").references(() => users.id),
    parentSessionId: text("parent_session_id"),
    impersonatedBusinessId: text("impersonated_business_id").references(() => businesses.id),
    impersonationReason: text("impersonation_reason"),
  },
  (table) => [
    index("sessions_user").on(table.userId),
    /** The latest of one person's. */
    index("sessions_user_created").on(table.userId, table.createdAt),
    uniqueIndex("sessions_refresh").on(table.refreshHash),
    index("sessions_parent").on(table.parentSessionId),
  ],
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
    // Its columns begin the last one's; it goes once no version that is still running was made before that one.
    index("channel_addresses_business").on(table.businessId),
    index("channel_addresses_listed").on(table.createdAt, table.address, table.channel),
    index("channel_addresses_business_listed").on(table.businessId, table.createdAt, table.address, table.channel),
  ],
);

/** A place in a business that waits for its person. The secret of the link is kept as its SHA-256 alone. */
/** Under which address the public finds a business's form (`/f/:slug`): one form an address, on the whole platform. */
export const formAddresses = sqliteTable(
  "form_addresses",
  {
    slug: text("slug").primaryKey(),
    businessId: text("business_id")
      .notNull()
      .references(() => businesses.id),
    /** In the business's tenant database. */
    formId: text("form_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("form_addresses_business").on(table.businessId)],
);

export const invitations = sqliteTable(
  "invitations",
  {
    id: text("id").primaryKey(),
    businessId: text("business_id")
      .notNull()
      .references(() => businesses.id),
    /** Lower case. */
    email: text("email").notNull(),
    name: text("name"),
    role: text("role", { enum: ROLES }).notNull(),
    tokenHash: text("token_hash").notNull(),
    invitedBy: text("invited_by")
      .notNull()
      .references(() => users.id),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    /** One of the two ends it. */
    acceptedAt: integer("accepted_at"),
    withdrawnAt: integer("withdrawn_at"),
  },
  (table) => [
    uniqueIndex("invitations_token").on(table.tokenHash),
    index("invitations_business").on(table.businessId, table.createdAt),
    /** One open invitation an address. */
    uniqueIndex("invitations_open")
      .on(table.businessId, table.email)
      .where(sql`${table.acceptedAt} is null and ${table.withdrawnAt} is null`),
  ],
);

/** A link with which a person chooses a new password, once. */
export const passwordResets = sqliteTable(
  "password_resets",
  {
    /** SHA-256, hex, of the secret in the link. */
    tokenHash: text("token_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
    /** Who made it for the person and holds it until they pass it on; null: it went to the person's own mailbox. */
    madeBy: text("made_by").references(() => users.id),
    /** As a manager of which business they made it; null: as the platform's support. */
    businessId: text("business_id").references(() => businesses.id),
  },
  (table) => [index("password_resets_user").on(table.userId)],
);

/** Counts failed attempts; `key` is a hash, so that the table tells nobody's address. */
export const throttles = sqliteTable(
  "throttles",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    endsAt: integer("ends_at").notNull(),
  },
  (table) => [index("throttles_ends").on(table.endsAt)],
);

/** Who changed what in this database. Triggers refuse to change or delete a line (0001 of the migrations). */
export const auditLog = sqliteTable(
  "audit_log",
  {
    id: text("id").primaryKey(),
    /** Null: of the platform, of no business. */
    businessId: text("business_id"),
    ...auditColumns(),
  },
  (table) => [
    index("audit_log_business").on(table.businessId, table.at, table.id),
    index("audit_log_actor").on(table.businessId, table.actorId, table.at, table.id),
    index("audit_log_action").on(table.businessId, table.action, table.at, table.id),
    /** Of one person and one kind: whoever has many lines of other kinds would have them all read. */
    index("audit_log_actor_action").on(table.businessId, table.actorId, table.action, table.at, table.id),
    index("audit_log_at").on(table.at, table.id),
    /** The platform's: of all businesses. */
    index("audit_log_actor_at").on(table.actorId, table.at, table.id),
    index("audit_log_action_at").on(table.action, table.at, table.id),
    index("audit_log_actor_action_at").on(table.actorId, table.action, table.at, table.id),
    /** What happened to one person's account. */
    index("audit_log_record").on(table.recordType, table.recordId, table.at),
  ],
);
