/**
 * The first half of the protection against forged requests: an unsafe request made by a page must be made by ours.
 * Browsers send Origin with every such request; where it is missing there is no browser, hence no victim's cookies.
 */
import type { Context, MiddlewareHandler } from "hono";
import { CodedError } from "../../core/contract/errors.ts";
import { isThisMachine } from "../this-machine.ts";
import type { AppEnv } from "../context.ts";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
export const isSafeMethod = (method: string): boolean => SAFE_METHODS.has(method);

/** `none` is the user typing an address. `same-site` is refused: a sibling subdomain is not us. */
const OWN_FETCH_SITES: ReadonlySet<string> = new Set(["same-origin", "none"]);

/** The request's own Host is not asked: a client can write it. Of a machine, all its names for itself are one. */
function isOwn(origin: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (!isThisMachine(publicUrl) || !URL.canParse(origin)) return false;
  const other = new URL(origin);
  return isThisMachine(origin) && other.protocol === own.protocol && other.port === own.port;
}

/** Throws `csrf_failed` when a browser says that another site's page made this request. */
export function assertSameOrigin(c: Pick<Context<AppEnv>, "req" | "var">): void {
  const origin = c.req.header("Origin");
  if (origin !== undefined && !isOwn(origin, c.var.deps.config.PUBLIC_URL))
    throw new CodedError("csrf_failed", "the request comes from another origin");
  const site = c.req.header("Sec-Fetch-Site");
  if (site !== undefined && !OWN_FETCH_SITES.has(site))
    throw new CodedError("csrf_failed", "the request comes from another site");
}

export const sameOrigin: MiddlewareHandler<AppEnv> = async function sameOrigin(c, next) {
  if (!isSafeMethod(c.req.method)) assertSameOrigin(c);
  await next();
};
