/** Shapes of `/api/auth/*`. */
import { z } from "zod";

export const loginBodySchema = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  password: z.string().min(1).max(200),
});

export const ROLES = ["manager", "business"] as const;
export type Role = (typeof ROLES)[number];

export const membershipSchema = z.object({
  businessId: z.string(),
  slug: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});
export type Membership = z.infer<typeof membershipSchema>;

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  platformRole: z.enum(["admin"]).nullable(),
});
export type User = z.infer<typeof userSchema>;

/** What the dashboard knows of its own session. `csrfToken` goes into `X-CSRF-Token` of every unsafe request. */
export const sessionSchema = z.object({
  user: userSchema,
  memberships: z.array(membershipSchema),
  csrfToken: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;
