/** What the tests of accounts look up in the directory, and rows that no route of their own makes. */
import { env as platform } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import type { Browser } from "./browser.ts";
import { START, type TestBusiness } from "./world.ts";
import type { AuditAction } from "../../../../core/audit/actions.ts";
import type { Role } from "../../../../core/auth/permissions.ts";
import { auditLog, invitations, passwordResets, sessions, users } from "../../../../worker/db/directory/schema.ts";
import { depsOf } from "../../../../worker/deps.ts";
import type { Env } from "../../../../worker/env.ts";
import { signAccessToken } from "../../../../worker/features/auth/access-token.ts";
import { cookieName } from "../../../../worker/features/auth/cookies.ts";
import { csrfToken } from "../../../../worker/features/auth/csrf-token.ts";
import { INVITATION_MS, newLinkToken, RESET_LINK_MS } from "../../../../worker/features/auth/link-token.ts";
import { hashToken } from "../../../../worker/features/auth/hash-token.ts";
import { newRefreshToken } from "../../../../worker/features/auth/refresh-token.ts";

const deps = depsOf(platform as unknown as Env);
const { directory } = deps;

export const sessionsOf = (userId: string) => directory.select().from(sessions).where(eq(sessions.userId, userId));
export const userOf = async (userId: string) => (await directory.select().from(users).where(eq(users.id, userId)))[0];
export const auditOf = (actorId: string, action: AuditAction) =>
  directory
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.actorId, actorId), eq(auditLog.action, action)));
export const resetsOf = (userId: string) =>
  directory.select().from(passwordResets).where(eq(passwordResets.userId, userId));

export const sessionIdOf = (browser: Browser): string =>
  ([...browser.cookies].find(([name]) => name.endsWith("-refresh"))?.[1] ?? "").split(".")[0] ?? "";

/** An open invitation; `invitedBy` is anybody. */
export async function anInvitation(
  business: TestBusiness,
  { email, invitedBy, ...fields }: { email: string; invitedBy: string } & Partial<typeof invitations.$inferInsert>,
) {
  const { token, tokenHash } = newLinkToken();
  const invitation = {
    id: crypto.randomUUID(),
    businessId: business.id,
    email,
    role: "business" as Role,
    tokenHash,
    invitedBy,
    createdAt: START,
    expiresAt: START + INVITATION_MS,
    ...fields,
  };
  await directory.insert(invitations).values(invitation);
  return { ...invitation, token };
}

/** A link to choose a new password. */
export async function aResetLink(userId: string, fields: Partial<typeof passwordResets.$inferInsert> = {}) {
  const { token, tokenHash } = newLinkToken();
  await directory
    .insert(passwordResets)
    .values({ tokenHash, userId, createdAt: START, expiresAt: START + RESET_LINK_MS, ...fields });
  return token;
}

type Acting = { adminId: string; parentSessionId: string; userId: string; businessId: string; expiresAt: number };

/** Puts a session into `browser` in which an admin acts as somebody else. */
export async function actAs(browser: Browser, publicUrl: string, acting: Acting): Promise<string> {
  const id = crypto.randomUUID();
  const secrets = deps.config.JWT_SECRET;
  const refreshToken = newRefreshToken(secrets, id);
  await directory.insert(sessions).values({
    id,
    userId: acting.userId,
    refreshHash: hashToken(refreshToken),
    rotatedAt: START,
    createdAt: START,
    expiresAt: acting.expiresAt,
    impersonatorId: acting.adminId,
    parentSessionId: acting.parentSessionId,
    impersonatedBusinessId: acting.businessId,
    impersonationReason: "they asked for help",
  });
  const { token: access } = await signAccessToken(
    secrets,
    { userId: acting.userId, sessionId: id },
    START,
    acting.expiresAt,
  );
  browser.cookies.set(cookieName("access", publicUrl), access);
  browser.cookies.set(cookieName("own", publicUrl), browser.cookies.get(cookieName("refresh", publicUrl)) ?? "");
  browser.cookies.set(cookieName("refresh", publicUrl), refreshToken);
  browser.csrfToken = csrfToken(secrets, id);
  return id;
}
