/**
 * The two cookies of a session. Over https both are `__Host-`: a sibling subdomain then cannot plant a session of its
 * own, which narrowing the refresh cookie's Path would not prevent (and a Path protects nothing within one origin).
 * A laptop on http gets plain names, because browsers refuse the prefix there.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { ACCESS_TOKEN_MS } from "./access-token.ts";
import { REFRESH_TOKEN_MS } from "./refresh-token.ts";
import type { Issued } from "./service.ts";

const LIFE_MS = { access: ACCESS_TOKEN_MS, refresh: REFRESH_TOKEN_MS } as const;
type Kind = keyof typeof LIFE_MS;

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

export function setSessionCookies(c: Context, publicUrl: string, { accessToken, refreshToken }: Issued): void {
  const set = (kind: Kind, token: string) =>
    setCookie(c, cookieName(kind, publicUrl), token, { ...attributes(publicUrl), maxAge: LIFE_MS[kind] / 1000 });
  set("access", accessToken);
  if (refreshToken !== null) set("refresh", refreshToken);
}

export function clearSessionCookies(c: Context, publicUrl: string): void {
  for (const kind of ["access", "refresh"] as const)
    deleteCookie(c, cookieName(kind, publicUrl), attributes(publicUrl));
}
