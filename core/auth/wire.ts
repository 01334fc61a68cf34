/** Shapes of `/api/auth/*`. */
import { z } from "zod";
import type { AuditAction } from "../audit/actions.ts";
import { logoVersionSchema } from "../business/logo.ts";
import { line, typedText } from "../contract/text.ts";
import { AGENTS_SEE, PLATFORM_ROLES, ROLES } from "./permissions.ts";

export const emailSchema = typedText.toLowerCase().max(254).pipe(z.email());
export const personNameSchema = line(1, 80);

/** Length counts, not kinds of characters (NIST SP 800-63B, 5.1.1). */
export const PASSWORD_MIN_CHARS = 10;
export const PASSWORD_MAX_CHARS = 200;
export const newPasswordSchema = z.string().min(PASSWORD_MIN_CHARS).max(PASSWORD_MAX_CHARS);

/** A secret out of a link that was sent: in a body always, so that it stands in no log. */
export const linkTokenSchema = z.string().min(20).max(100);

export const loginBodySchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_MAX_CHARS),
});

export const membershipSchema = z.object({
  businessId: z.string(),
  slug: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** A suspended business can be read and not changed. */
  status: z.enum(["active", "suspended"]),
  agentsSee: z.enum(AGENTS_SEE),
  /** Part of the logo's address, so that it can be kept; null: there is none. */
  logoVersion: logoVersionSchema.optional(),
});
export type Membership = z.infer<typeof membershipSchema>;

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  platformRole: z.enum(PLATFORM_ROLES).nullable(),
});
export type User = z.infer<typeof userSchema>;

/** Somebody of the platform acts as `user`; everything done is on record as theirs. */
export const impersonationSchema = z.object({
  byName: z.string(),
  reason: z.string(),
  businessId: z.string(),
  expiresAt: z.number(),
});
export type Impersonation = z.infer<typeof impersonationSchema>;

/** What the dashboard knows of its own session. `csrfToken` goes into `X-CSRF-Token` of every unsafe request. */
export const sessionSchema = z.object({
  user: userSchema,
  memberships: z.array(membershipSchema),
  csrfToken: z.string(),
  impersonation: impersonationSchema.nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Who is signed in, asked by a page that does not know yet. `renewable`: nobody now, but a refresh may bring them back. */
export const presentSessionSchema = z.object({ session: sessionSchema.nullable(), renewable: z.boolean() });

/** One device on which this person is signed in. */
export const ownSessionSchema = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  createdAt: z.number(),
  /** To within the life of an access token, 15 minutes. */
  lastUsedAt: z.number(),
  userAgent: z.string().nullable(),
  /** Network address at sign-in. */
  address: z.string().nullable(),
  /** A platform admin who is here as this person. */
  impersonator: z.string().nullable(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;
export const ownSessionsSchema = z.object({ items: z.array(ownSessionSchema) });

/** Of what is on record about an account: what its owner must hear of. */
export const ACCOUNT_EVENTS = [
  "person.reset_link_made",
  "password.reset",
  "password.changed",
  "person.role_changed",
  "impersonation.started",
] as const satisfies readonly AuditAction[];

export const accountEventSchema = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(ACCOUNT_EVENTS),
  /** Who did it; null: the owner. */
  byName: z.string().nullable(),
  /** Where they did it; null: in no business, or in several. */
  businessName: z.string().nullable(),
});
export type AccountEvent = z.infer<typeof accountEventSchema>;
export const accountEventsSchema = z.object({ items: z.array(accountEventSchema) });

export const profileBodySchema = z.object({ name: personNameSchema });

export const passwordBodySchema = z.object({
  currentPassword: z.string().min(1).max(PASSWORD_MAX_CHARS),
  newPassword: newPasswordSchema,
});

/** How a forgotten password is replaced here: by a mailed link, or by one that a manager or support makes and passes on. */
export const resetWaySchema = z.object({ mailed: z.boolean() });
export const resetRequestBodySchema = z.object({ email: emailSchema });
export const linkBodySchema = z.object({ token: linkTokenSchema });
export const resetConfirmBodySchema = linkBodySchema.extend({ newPassword: newPasswordSchema });

/** What a reset link is for; an unknown, used or expired one is 404. */
export const resetLookSchema = z.object({ email: z.string(), expiresAt: z.number() });

export const invitationLookSchema = z.object({
  businessName: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(ROLES),
  /** Somebody has an account with this address: they sign in and join, instead of choosing a password. */
  hasAccount: z.boolean(),
  expiresAt: z.number(),
});
export type InvitationLook = z.infer<typeof invitationLookSchema>;
export const invitationAcceptBodySchema = linkBodySchema.extend({
  name: personNameSchema,
  password: newPasswordSchema,
});

/**
 * A link for another person. Where mail can be sent it was, and `link` is null; else whoever asked for it passes it on.
 */
export const sentLinkSchema = z.object({ mailed: z.boolean(), link: z.string().nullable(), expiresAt: z.number() });
export type SentLink = z.infer<typeof sentLinkSchema>;
