/**
 * Which failed attempts are counted together, and how many of them are too many.
 *
 * A password is guessed from somewhere. A device on which the account has been signed in to before counts alone (OWASP's
 * device cookies, https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies): whatever
 * strangers do to the account, its owner gets in there. All other devices count together, by account and address, by
 * address, and by account; an attempt that is refused by one of them does not reach the next, so that one address alone
 * cannot use up what the account's owner has on a new device. And an account that many addresses have used up still
 * takes one attempt from each that has not failed there: its owner's is a good one, and a stranger's is a single guess.
 */
import { createHmac } from "node:crypto";
import { keysFor } from "../../../signing-keys.ts";
import { addressGroup } from "../../../../core/auth/address-group.ts";

/** `limit` attempts in a window that begins with the first of them. */
type Limit = { limit: number; windowMs: number };
/** `unless`: a counter that refuses nothing itself; while it is within its limit, this one refuses nothing either. */
export type Counter = Limit & { key: string; unless?: Limit & { key: string } };

const MINUTE_MS = 60_000;
const QUARTER_HOUR_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** People mistype, and try the passwords they have. */
const PERSON = { limit: 10, windowMs: QUARTER_HOUR_MS };
/** An office shares one address. */
const ADDRESS = { limit: 100, windowMs: QUARTER_HOUR_MS };
/** What is left to guesses from many addresses at once: 1,200 a day, of passwords of ten characters and more. */
const ACCOUNT = { limit: 50, windowMs: HOUR_MS };
/** Of an address, while its account is used up. */
const FRESH = { limit: 1, windowMs: HOUR_MS };
/** Secrets of links have 256 bits; whoever sends this many wrong ones is no person. */
const LINKS = { limit: 30, windowMs: QUARTER_HOUR_MS };
const RESET_REQUESTS = { limit: 20, windowMs: QUARTER_HOUR_MS };
/** Asked for by strangers: fewer than an inbox takes, so that they do not use up what colleagues may send there. */
const RESET_MAILS = [
  { limit: 3, windowMs: HOUR_MS },
  { limit: 10, windowMs: DAY_MS },
];
/** Of whatever we send to one address; each is a mail in somebody's inbox. */
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

/** `device`: of the device cookie, when this account has been signed in to on it. */
export function signInCounters(
  secrets: readonly string[],
  { email, address, device }: { email: string; address: Address; device: string | null },
): Counter[] {
  if (device !== null) return [{ key: keyOf(secrets, "device", device, email), ...PERSON }];
  const place = address === null ? "" : addressGroup(address);
  return [
    { key: keyOf(secrets, "account at address", email, place), ...PERSON },
    ...byAddress(secrets, "address", address, ADDRESS),
    {
      key: keyOf(secrets, "account", email),
      ...ACCOUNT,
      unless: { key: keyOf(secrets, "fresh address", email, place), ...FRESH },
    },
  ];
}

/** Of somebody who is signed in and shows their password again. */
export const passwordCounters = (secrets: readonly string[], userId: string): Counter[] => [
  { key: keyOf(secrets, "own password", userId), ...PERSON },
];

export const linkCounters = (secrets: readonly string[], address: Address): Counter[] =>
  byAddress(secrets, "link", address, LINKS);

export const resetRequestCounters = (secrets: readonly string[], address: Address): Counter[] =>
  byAddress(secrets, "reset request", address, RESET_REQUESTS);

const perWindow = (secrets: readonly string[], kind: string, whose: string, limits: readonly Limit[]): Counter[] =>
  limits.map((limit) => ({ key: keyOf(secrets, kind, whose, String(limit.windowMs)), ...limit }));

export const resetMailCounters = (secrets: readonly string[], email: string): Counter[] =>
  perWindow(secrets, "reset mail", email, RESET_MAILS);

/** `to`: an address, of whatever channel. */
export const receivedCounters = (secrets: readonly string[], to: string): Counter[] =>
  perWindow(secrets, "received", to, RECEIVED);

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
