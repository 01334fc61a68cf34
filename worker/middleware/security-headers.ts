/**
 * Headers of everything the Worker answers. The dashboard's files are served without it, and have theirs from
 * web/public/_headers; the two say the same where they can.
 */
import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../context.ts";
import { FORM_PAGE_STYLE } from "../features/forms/public/style.ts";
import { SHARED_PAGE_STYLE } from "../features/listings/shared/style.ts";

type Policy = NonNullable<NonNullable<Parameters<typeof secureHeaders>[0]>["contentSecurityPolicy"]>;

const NOTHING_ELSE = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
};

/** An answer of the API is data: opened as a page it may do nothing at all. */
const DATA = { ...NOTHING_ELSE, formAction: ["'none'"] };

/** The page of the API's description, whose scripts and styles are files of ours. */
const DOCS_PAGE = {
  ...NOTHING_ELSE,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
};
/**
 * A form of a business: text, fields and one style sheet that stands in the page. Nothing runs in it, it knows no session,
 * and sites of businesses show it in a frame.
 */
const FORM_PAGE = {
  ...NOTHING_ELSE,
  frameAncestors: ["*"],
  styleSrc: [`'sha256-${createHash("sha256").update(FORM_PAGE_STYLE).digest("base64")}'`],
  formAction: ["'self'"],
};
const FORM_PATH = "/f/";

const DOCS_PATH = "/api/docs";

/** A listing shown to customers: text, pictures and one style sheet that stands in the page. Nothing runs in it. */
const SHARED_PAGE = {
  ...NOTHING_ELSE,
  imgSrc: ["'self'"],
  styleSrc: [`'sha256-${createHash("sha256").update(SHARED_PAGE_STYLE).digest("base64")}'`],
  formAction: ["'none'"],
};
const SHARED_PATH = "/p/";

/** Of a dashboard none is used. */
const UNUSED = ["camera", "displayCapture", "geolocation", "microphone", "midi", "payment", "serial", "usb"] as const;

const ONE_YEAR_S = 365 * 24 * 60 * 60;

const headersWith = (contentSecurityPolicy: Policy, secure: boolean, mayBeFramed = false) =>
  secureHeaders({
    contentSecurityPolicy,
    xFrameOptions: mayBeFramed ? false : "DENY",
    // Not `no-referrer`: browsers then send `Origin: null` with a form, which is refused as another site's.
    referrerPolicy: "same-origin",
    strictTransportSecurity: secure ? `max-age=${ONE_YEAR_S}; includeSubDomains` : false,
    permissionsPolicy: Object.fromEntries(UNUSED.map((feature) => [feature, []])),
  });

const HEADERS = {
  https: {
    data: headersWith(DATA, true),
    docs: headersWith(DOCS_PAGE, true),
    form: headersWith(FORM_PAGE, true, true),
    shared: headersWith(SHARED_PAGE, true),
  },
  http: {
    data: headersWith(DATA, false),
    docs: headersWith(DOCS_PAGE, false),
    form: headersWith(FORM_PAGE, false, true),
    shared: headersWith(SHARED_PAGE, false),
  },
};

function policyOf(path: string): "data" | "docs" | "form" | "shared" {
  if (path === DOCS_PATH) return "docs";
  if (path.startsWith(FORM_PATH)) return "form";
  return path.startsWith(SHARED_PATH) ? "shared" : "data";
}

/** Not for a request to upgrade: its answer holds a socket and its headers cannot be changed. */
export const securityHeaders: MiddlewareHandler<AppEnv> = async function securityHeaders(c, next) {
  if (c.req.header("Upgrade")?.toLowerCase() === "websocket") return next();
  const headers = HEADERS[c.var.deps.config.PUBLIC_URL.startsWith("https:") ? "https" : "http"];
  await headers[policyOf(c.req.path)](c, next);
  // What is answered here belongs to one person, or to one moment; some answers hold the secret of a link.
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};
