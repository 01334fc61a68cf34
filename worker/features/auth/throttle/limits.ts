/**
 * Which failed attempts are counted together, and how many of them are too many.
 *
 * A password is guessed from somewhere. Known is a device on which the account has been signed in to before (OWASP's
 * device cookies, https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies) and a place,
 * which is a network address of a late sign-in. Each of them counts alone: whatever strangers do to the account, its
 * owner gets in there. All the rest counts together, under a ceiling that no number of addresses raises; from the first
 * sign of an attack on, each place pauses after every failure, longer each time. The reasons are in
 * docs/decisions/0011-a-ceiling-for-every-account.md.
 */
import { createHmac } from "node:crypto";
import { keysFor } from "../../../signing-keys.ts";
import { addressGroup } from "../../../../core/auth/address-group.ts";

/** `limit` attempts in a window that begins with the first of them. */
type Limit = { limit: number; windowMs: number };
type Mark = { key: string; count: number };
export type Counter = Limit & {
  key: string;
  /** Counts and refuses only where one of these counters stands at `count` or above. */
  from?: readonly Mark[];
  /** The window doubles with each attempt that the counter `by` holds already, up to `maxMs`. */
  growth?: { by: string; maxMs: number };
  /** Told to whom it refuses: not they are too many, but all who try at this account. */
  refusal?: "account_guarded";
};

const MINUTE_MS = 60_000;
const QUARTER_HOUR_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** People mistype, and try the passwords they have. */
const PERSON = { limit: 10, windowMs: QUARTER_HOUR_MS };
/** An office shares one address. */
const ADDRESS = { limit: 100, windowMs: QUARTER_HOUR_MS };
/** What is left to guesses from wherever they come: 400 a day, of passwords of ten characters and more. */
const ACCOUNT_HOUR = { limit: 100, windowMs: HOUR_MS };
const ACCOUNT_DAY = { limit: 400, windowMs: DAY_MS };
/** So many failures at one account are no tired person any more: from here on each place pauses. */
const ATTACKED = { hour: 50, day: 200 };
/** After the first failure there, the second, …: 1, 2, 4, … minutes. */
const PAUSE = { limit: 1, windowMs: MINUTE_MS };
const LONGEST_PAUSE_MS = HOUR_MS;
/** Only counted, for the pause: this many are never reached. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;
/** Many people share one address of a mobile network: whoever guesses from the owner's has these. */
const KNOWN_PLACE_DAY = { limit: 60, windowMs: DAY_MS };
/** Secrets of links have 256 bits; whoever sends this many wrong ones is no person. */
const LINKS = { limit: 30, windowMs: QUARTER_HOUR_MS };
const RESET_REQUESTS = { limit: 20, windowMs: QUARTER_HOUR_MS };
/** Asked for by strangers: fewer than an inbox takes, so that they do not use up what colleagues may send there. */
const RESET_MAILS = [
  { limit: 3, windowMs: HOUR_MS },
  { limit: 10, windowMs: DAY_MS },
];
/** Of whatever one side sends to one address; each is a mail in somebody's inbox. */
const RECEIVED = [
  { limit: 6, windowMs: HOUR_MS },
  { limit: 20, windowMs: DAY_MS },
];
/** Of what one person has us send; a large office is invited within a day. */
const SENT = [
  { limit: 60, windowMs: HOUR_MS },
  { limit: 200, windowMs: DAY_MS },
];
/** What one person does that stays in the log for ever. Nobody assigns as many leads by hand. */
const ON_RECORD = { limit: 1_000, windowMs: DAY_MS };
/** Who shows the right password each time has been in already. */
const NEW_PASSWORDS = { limit: 20, windowMs: DAY_MS };
const SESSION_LINES = { limit: 100, windowMs: DAY_MS };
/** A line in the log of each of their businesses, and a name that colleagues must recognise. */
const RENAMES = { limit: 10, windowMs: DAY_MS };

/** `kinds` and values are told apart by their place. The table must not tell who tried to sign in, nor from where. */
function keyOf(secrets: readonly string[], kind: string, ...parts: string[]): string {
  const [{ key }] = keysFor("throttle", secrets);
  return createHmac("sha256", key)
    .update(JSON.stringify([kind, ...parts]))
    .digest("base64url");
}

/** From where an attempt comes; null where no platform tells it, which is on no server of the real world. */
type Address = string | null;

const byAddress = (secrets: readonly string[], kind: string, address: Address, limit: Limit) =>
  address === null ? [] : [{ key: keyOf(secrets, kind, addressGroup(address)), ...limit }];

/** From where somebody tries to sign in. */
export type Attempt = {
  email: string;
  address: Address;
  /** Of the device cookie, when this account has been signed in to on it. */
  device: string | null;
  /** Whether the account was signed in to from this address lately. */
  placeIsKnown: boolean;
};

/** The order is no matter: an attempt that one of them refuses counts in none. */
export function signInCounters(secrets: readonly string[], attempt: Attempt): Counter[] {
  const { email, address, device, placeIsKnown } = attempt;
  if (device !== null) return [{ key: keyOf(secrets, "device", device, email), ...PERSON }];
  const place = address === null ? "" : addressGroup(address);
  const here = [
    { key: keyOf(secrets, "account at address", email, place), ...PERSON },
    ...byAddress(secrets, "address", address, ADDRESS),
  ];
  if (placeIsKnown) return [...here, { key: keyOf(secrets, "known place", email, place), ...KNOWN_PLACE_DAY }];
  const hour = keyOf(secrets, "account in an hour", email);
  const day = keyOf(secrets, "account in a day", email);
  const failures = keyOf(secrets, "failures under attack", email, place);
  const from = [
    { key: hour, count: ATTACKED.hour },
    { key: day, count: ATTACKED.day },
  ];
  return [
    ...here,
    { key: hour, ...ACCOUNT_HOUR, refusal: "account_guarded" },
    { key: day, ...ACCOUNT_DAY, refusal: "account_guarded" },
    { key: failures, limit: UNBOUNDED, windowMs: DAY_MS, from },
    {
      key: keyOf(secrets, "pause", email, place),
      ...PAUSE,
      from,
      growth: { by: failures, maxMs: LONGEST_PAUSE_MS },
    },
  ];
}

/**
 * Of somebody who is signed in and shows their password again; each session by itself, so that a stranger at an open
 * dashboard does not keep its owner from changing the password elsewhere.
 */
export const passwordCounters = (secrets: readonly string[], sessionId: string): Counter[] => [
  { key: keyOf(secrets, "own password", sessionId), ...PERSON },
];

export const passwordChangeCounters = (secrets: readonly string[], userId: string): Counter[] => [
  { key: keyOf(secrets, "new password", userId), ...NEW_PASSWORDS },
];

/** Of lines about sessions, which are left out when there are too many: what they tell of is never refused. */
export const sessionLineCounters = (secrets: readonly string[], userId: string): Counter[] => [
  { key: keyOf(secrets, "lines about sessions", userId), ...SESSION_LINES },
];

export const linkCounters = (secrets: readonly string[], address: Address): Counter[] =>
  byAddress(secrets, "link", address, LINKS);

export const resetRequestCounters = (secrets: readonly string[], address: Address): Counter[] =>
  byAddress(secrets, "reset request", address, RESET_REQUESTS);

const perWindow = (secrets: readonly string[], kind: string, whose: string, limits: readonly Limit[]): Counter[] =>
  limits.map((limit) => ({ key: keyOf(secrets, kind, whose, String(limit.windowMs)), ...limit }));

export const resetMailCounters = (secrets: readonly string[], email: string): Counter[] =>
  perWindow(secrets, "reset mail", email, RESET_MAILS);

/** `dana+10@…` and `dana@…` are one inbox nearly everywhere. */
const inboxOf = (to: string): string => to.replace(/\+[^@]*(?=@)/, "");

/**
 * `to`: an address, of whatever channel. `share`: on whose account it is sent (sending/service.ts). Each has its own: what
 * one agency sends to an address must not use up what its owner, their managers or our own warnings need to send there.
 */
export const receivedCounters = (secrets: readonly string[], to: string, share: string): Counter[] =>
  RECEIVED.map((limit) => ({
    key: keyOf(secrets, "received", inboxOf(to), share, String(limit.windowMs)),
    ...limit,
  }));

export const sentCounters = (secrets: readonly string[], userId: string): Counter[] =>
  perWindow(secrets, "sent", userId, SENT);

export const recordCounters = (secrets: readonly string[], userId: string): Counter[] => [
  { key: keyOf(secrets, "on record", userId), ...ON_RECORD },
];

export const renameCounters = (secrets: readonly string[], userId: string): Counter[] => [
  { key: keyOf(secrets, "rename", userId), ...RENAMES },
];

/** A greeting that is heard before it is saved: each is paid for. A long evening of trying voices stays below. */
const SAMPLES = [
  { limit: 20, windowMs: QUARTER_HOUR_MS },
  { limit: 120, windowMs: DAY_MS },
];

export const sampleCounters = (secrets: readonly string[], userId: string, businessId: string): Counter[] =>
  SAMPLES.map((limit) => ({ key: keyOf(secrets, "sample", userId, businessId, String(limit.windowMs)), ...limit }));
