/** Configuration, parsed once. Nobody but deps.ts and the entry reads the raw `Env`. */
import { isSupportedCountry, type CountryCode } from "libphonenumber-js/max";
import { z } from "zod";
import { exchangeRateOf } from "../core/billing/exchange-rate.ts";
import { isThisMachine } from "./this-machine.ts";
import type { TenantDatabases } from "./db/scope.ts";
import type { BusinessHub } from "../durable-objects/business-hub/business-hub.ts";
import type { CallSession } from "../durable-objects/call-session/call-session.ts";

/** The bindings and variables as the platform hands them over. */
export type Env = {
  DIRECTORY: D1Database;
  TENANT_0: D1Database;
  RECORDINGS: R2Bucket;
  CALL_SESSION: DurableObjectNamespace<CallSession>;
  BUSINESS_HUB: DurableObjectNamespace<BusinessHub>;
  JOBS: Queue;
  ASSETS: Fetcher;
  /** Not bound: nothing is mailed, links are shown to be passed on. */
  EMAIL?: SendEmail;
  /** Not bound: counted in memory. */
  RATE_ADDRESS?: RateLimit;
  RATE_SESSION?: RateLimit;
} & { [name: string]: unknown };

const url = z.url().transform((value) => value.replace(/\/+$/, ""));

/** Shorter keys can be guessed offline (RFC 7518, 3.2). */
const SECRET_MIN = 32;

/**
 * Default models: none of them carries a shutdown mark in the types of the installed `openai` package (7.57). The text
 * model is a small one: it writes a three-line summary after a call.
 */
const configSchema = z
  .object({
    PUBLIC_URL: url.default("http://localhost:8787"),
    OPENAI_API_KEY: z.string().min(1),
    OPENAI_BASE_URL: url.default("https://api.openai.com/v1"),
    OPENAI_REALTIME_MODEL: z.string().default("gpt-realtime-2.1"),
    OPENAI_TEXT_MODEL: z.string().default("gpt-5.4-mini"),
    OPENAI_TRANSCRIBE_MODEL: z.string().default("gpt-transcribe"),
    OPENAI_SPEECH_MODEL: z.string().default("gpt-4o-mini-tts"),
    OPENAI_EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),
    TWILIO_ACCOUNT_SID: z.string().min(1),
    TWILIO_AUTH_TOKEN: z.string().min(1),
    TWILIO_API_BASE_URL: url.default("https://api.twilio.com"),
    /** Where the product dials and texts: country codes of ISO 3166, with commas. */
    DIAL_COUNTRIES: z
      .string()
      .default("IL")
      .transform((list) => list.split(",").map((code) => code.trim().toUpperCase()))
      .pipe(z.array(z.custom<CountryCode>((code) => isSupportedCountry(String(code)))).min(1)),
    /** For showing costs: the Bank of Israel's rate, and its day. */
    SHEKELS_PER_DOLLAR: exchangeRateOf.default({ shekelsPerDollar: 3.298, asOf: "2025-10-22" }),
    /**
     * Which header tells the client's network address. Cloudflare sets `CF-Connecting-IP` and takes away what a client
     * sent under this name; behind anything else a client could write it, and `none` says that nothing tells it.
     */
    CLIENT_ADDRESS: z.enum(["CF-Connecting-IP", "none"]).default("CF-Connecting-IP"),
    /** From whom mails come; needed where `EMAIL` is bound. */
    MAIL_FROM: z.email().optional(),
    /** First signs, all verify. Short ones do on a machine that nobody else reaches. */
    JWT_SECRET: z
      .string()
      .transform((list) => list.split(",").map((secret) => secret.trim()))
      .pipe(z.array(z.string().min(1)).min(1)),
  })
  .superRefine(({ PUBLIC_URL, JWT_SECRET }, context) => {
    if (isThisMachine(PUBLIC_URL) || JWT_SECRET.every((secret) => secret.length >= SECRET_MIN)) return;
    context.addIssue({ code: "custom", path: ["JWT_SECRET"], message: `each needs ${SECRET_MIN} characters at least` });
  });
export type Config = z.infer<typeof configSchema>;

/** Throws with the names of all variables that are missing or wrong, never their values. */
export function parseConfig(env: Env): Config {
  const parsed = configSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`configuration is not complete: ${problems.join("; ")}`);
}

/** Every bound D1 database called `TENANT_<n>`. */
export function tenantDatabases(env: Env): TenantDatabases {
  const found: Record<string, D1Database> = {};
  for (const [name, value] of Object.entries(env)) if (/^TENANT_\d+$/.test(name)) found[name] = value as D1Database;
  return found;
}
