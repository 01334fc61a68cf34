/** A browser gets its session: the end of sign-in, of an accepted invitation, of everything that makes one. */
import type { Context } from "hono";
import { verifyAccessToken } from "./access-token.ts";
import { readCookie, setSessionCookies, writeCookie } from "./cookies.ts";
import { deviceCookie, DEVICE_COOKIE_MS, deviceOf } from "./device-cookie.ts";
import type { Issued } from "./issue.ts";
import { endHeld, type Held } from "./service.ts";
import { sessionAnswer } from "./signed-in.ts";
import type { AppEnv } from "../../context.ts";

/** Cookies and answer for a session that this browser has or just got. */
export function welcome<E extends AppEnv>(c: Context<E>, issued: Issued) {
  const { PUBLIC_URL, JWT_SECRET } = c.var.deps.config;
  setSessionCookies(c, PUBLIC_URL, issued);
  return c.json(sessionAnswer(JWT_SECRET, issued.signedIn));
}

/** The same for a new one: what the browser held before ends, and the device is known from now on. */
export async function enter(c: Context<AppEnv>, issued: Issued) {
  await endHeld(c.var.deps, await heldBy(c));
  rememberDevice(c, issued.signedIn.user.email);
  return welcome(c, issued);
}

export function rememberDevice(c: Context<AppEnv>, email: string): void {
  const { PUBLIC_URL, JWT_SECRET } = c.var.deps.config;
  const cookie = deviceCookie(JWT_SECRET, readCookie(c, PUBLIC_URL, "device"), email);
  writeCookie(c, PUBLIC_URL, "device", cookie, DEVICE_COOKIE_MS);
}

export function knownDevice(c: Context<AppEnv>, email: string): string | null {
  const { PUBLIC_URL, JWT_SECRET } = c.var.deps.config;
  return deviceOf(JWT_SECRET, readCookie(c, PUBLIC_URL, "device"), email);
}

async function heldBy(c: Context<AppEnv>): Promise<Held> {
  const { config, now } = c.var.deps;
  const access = readCookie(c, config.PUBLIC_URL, "access");
  return {
    claims: access ? await verifyAccessToken(config.JWT_SECRET, access, now()) : null,
    refreshToken: readCookie(c, config.PUBLIC_URL, "refresh"),
  };
}
