/** Shapes of `/api/admin/*`. */
import { z } from "zod";
import { emailSchema, personNameSchema, sentLinkSchema } from "../auth/wire.ts";
import { pageQuerySchema } from "../contract/paging.ts";
import { line, typedText } from "../contract/text.ts";
import { invitationSchema, personSchema } from "../people/wire.ts";

export const CHANNELS = ["phone", "whatsapp"] as const;
export type Channel = (typeof CHANNELS)[number];

const businessNameSchema = line(1, 80);
/** Part of the address of its pages; lower-case Latin, because Hebrew in a link becomes a row of percent signs. */
const slugSchema = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/);

export const adminBusinessSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status: z.enum(["active", "suspended"]),
  tenantDb: z.string(),
  createdAt: z.number(),
  people: z.number().int(),
  numbers: z.number().int(),
  impersonationAllowed: z.boolean(),
});
export type AdminBusiness = z.infer<typeof adminBusinessSchema>;

export const adminBusinessesQuerySchema = pageQuerySchema.extend({
  /** Part of a name or slug. */
  query: typedText.max(80).optional(),
});

export const businessBodySchema = z.object({
  name: businessNameSchema,
  slug: slugSchema,
  tenantDb: z.string().regex(/^TENANT_\d{1,3}$/),
  manager: z.object({ email: emailSchema, name: personNameSchema.nullable().default(null) }),
});
export const businessCreatedSchema = z.object({
  business: adminBusinessSchema,
  invitation: invitationSchema,
  sent: sentLinkSchema,
});

/** Where the new link goes. */
export const firstManagerBodySchema = z.object({ email: emailSchema });

export const businessPatchSchema = z.object({ name: businessNameSchema });

export const REASON_MAX_CHARS = 300;
export const reasonSchema = line(5, REASON_MAX_CHARS);
export const reasonBodySchema = z.object({ reason: reasonSchema });

/** Where businesses can be placed. */
export const tenantDatabaseSchema = z.object({
  name: z.string(),
  businesses: z.number().int(),
  /** Migrations it lacks; nothing is placed there or written to while there are any. */
  missingMigrations: z.array(z.string()),
});
export type TenantDatabase = z.infer<typeof tenantDatabaseSchema>;
export const tenantDatabasesSchema = z.object({ items: z.array(tenantDatabaseSchema) });

export const numberSchema = z.object({
  channel: z.enum(CHANNELS),
  /** E.164. */
  address: z.string(),
  businessId: z.string(),
  businessName: z.string(),
  createdAt: z.number(),
});
export type ChannelNumber = z.infer<typeof numberSchema>;
export const numbersQuerySchema = pageQuerySchema.extend({
  businessId: z.string().max(64).optional(),
  query: typedText.max(40).optional(),
});
/** `address` as typed: 03-555-0101 is understood. */
export const numberBodySchema = z.object({
  channel: z.enum(CHANNELS),
  address: typedText.min(3).max(40),
  businessId: z.string().max(64),
});

export const adminBusinessDetailSchema = z.object({
  business: adminBusinessSchema,
  people: z.array(personSchema),
  invitations: z.array(invitationSchema),
  numbers: z.array(numberSchema),
});
export type AdminBusinessDetail = z.infer<typeof adminBusinessDetailSchema>;

export const impersonationBodySchema = z.object({
  businessId: z.string().max(64),
  userId: z.string().max(64),
  reason: reasonSchema,
});
