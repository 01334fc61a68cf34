/** A browser gets its session: the end of sign-in, of an accepted invitation, of everything that makes one. */
import type { Context } from "hono";
import { verifyAccessToken } from "./access-token.ts";
import { forgetOwnSession, readCookie, setSessionCookies, writeCookie } from "./cookies.ts";
import { deviceCookie, DEVICE_COOKIE_MS, type Account } from "./device-cookie.ts";
import type { Entry, Issued } from "./issue.ts";
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
export async function enter(c: Context<AppEnv>, { issued, passwordHash }: Entry) {
  await endHeld(c.var.deps, await heldBy(c));
  rememberDevice(c, { email: issued.signedIn.user.email, passwordHash });
  forgetOwnSession(c, c.var.deps.config.PUBLIC_URL);
  return welcome(c, issued);
}

/** `account`: with the password as it is from now on. */
export function rememberDevice<E extends AppEnv>(c: Context<E>, account: Account): void {
  const { PUBLIC_URL, JWT_SECRET } = c.var.deps.config;
  const cookie = deviceCookie(JWT_SECRET, readCookie(c, PUBLIC_URL, "device"), account);
  writeCookie(c, PUBLIC_URL, "device", cookie, DEVICE_COOKIE_MS);
}

/** What the cookies of this browser show, good or not. */
export async function heldBy<E extends AppEnv>(c: Context<E>): Promise<Held> {
  const { config, now } = c.var.deps;
  const access = readCookie(c, config.PUBLIC_URL, "access");
  return {
    claims: access ? await verifyAccessToken(config.JWT_SECRET, access, now()) : null,
    refreshToken: readCookie(c, config.PUBLIC_URL, "refresh"),
  };
}
