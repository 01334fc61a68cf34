/**
 * The cookies: two of a session, one by which a device is known again, and, while an admin acts as somebody else, `own`:
 * the refresh token of the session to which they come back. Over https all are `__Host-`: a sibling
 * subdomain then cannot plant a session of its own, which narrowing the refresh cookie's Path would not prevent (and a
 * Path protects nothing within one origin). A laptop on http gets plain names, because browsers refuse the prefix there.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import type { Issued } from "./issue.ts";

type Kind = "access" | "refresh" | "own" | "device";

const isSecure = (publicUrl: string) => publicUrl.startsWith("https:");

export const cookieName = (kind: Kind, publicUrl: string) =>
  `${isSecure(publicUrl) ? "__Host-" : ""}agentlocator-${kind}`;

const attributes = (publicUrl: string): CookieOptions => ({
  httpOnly: true,
  sameSite: "Lax",
  path: "/",
  secure: isSecure(publicUrl),
});

export const readCookie = (c: Context, publicUrl: string, kind: Kind): string | undefined =>
  getCookie(c, cookieName(kind, publicUrl));

/** A cookie is forgotten when what it holds is over. */
export function writeCookie(c: Context, publicUrl: string, kind: Kind, value: string, lifeMs: number): void {
  const maxAge = Math.max(0, Math.floor(lifeMs / 1000));
  setCookie(c, cookieName(kind, publicUrl), value, { ...attributes(publicUrl), maxAge });
}

export function setSessionCookies(c: Context, publicUrl: string, { access, refresh }: Issued): void {
  writeCookie(c, publicUrl, "access", access.token, access.lifeMs);
  writeCookie(c, publicUrl, "refresh", refresh.token, refresh.lifeMs);
}

export function clearSessionCookies(c: Context, publicUrl: string): void {
  for (const kind of ["access", "refresh"] as const) clearCookie(c, publicUrl, kind);
  forgetOwnSession(c, publicUrl);
}

/** Only where the browser holds it: most never do. */
export function forgetOwnSession(c: Context, publicUrl: string): void {
  if (readCookie(c, publicUrl, "own") !== undefined) clearCookie(c, publicUrl, "own");
}

const clearCookie = (c: Context, publicUrl: string, kind: Kind) =>
  void deleteCookie(c, cookieName(kind, publicUrl), attributes(publicUrl));
