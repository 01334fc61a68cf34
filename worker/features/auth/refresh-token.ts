/**
 * The refresh token, `<session id>.<256 bits>.<MAC over both>`: used once, then replaced by its successor. The session id
 * lets one primary-key read find the session even for a token replaced long ago, so that its reuse can end the session.
 * The MAC tells such a token from one that somebody has made up to end another's session.
 *
 * The answer with a successor can be lost: a phone falls asleep, a second tab asks in the same moment. The successor is
 * therefore made from its token and our key, so that the same one can be given out again, until it has been used itself.
 * Who stole a token could live on beside its owner in this way, each in turn asking for what the other was given; so it
 * is allowed for a few tokens in a row only.
 */
import { createHmac, randomBytes } from "node:crypto";
import { hashToken } from "./hash-token.ts";
import { isMac, keysFor, type SigningKey } from "../../signing-keys.ts";

export const REFRESH_TOKEN_MS = 30 * 24 * 60 * 60_000;

/** Two tabs that wake together send the same token within this time. */
export const RACE_MS = 10_000;
/** Of so many tokens in a row the successor may be taken again later than that. */
export const MOST_RETAKINGS = 5;

const macOf = ({ key }: SigningKey, signed: string): Buffer => createHmac("sha256", key).update(signed).digest();

function tokenOf(key: SigningKey, sessionId: string, bits: Buffer): string {
  const signed = `${sessionId}.${bits.toString("base64url")}`;
  return `${signed}.${macOf(key, signed).toString("base64url")}`;
}

export const newRefreshToken = (secrets: readonly string[], sessionId: string): string =>
  tokenOf(keysFor("refresh", secrets)[0], sessionId, randomBytes(32));

/** `hash`: what the database knows of it. */
export type Successor = { token: string; hash: string };
export type Successors = readonly [Successor, ...Successor[]];

/** What comes after this token, by each of our keys: the first is given out, the others may have been. */
export function successorsOf(secrets: readonly string[], token: string): Successors {
  const [first, ...others] = keysFor("refresh", secrets);
  const successor = (key: SigningKey): Successor => {
    const next = tokenOf(key, sessionIdOf(token), macOf(key, `successor of ${token}`));
    return { token: next, hash: hashToken(next) };
  };
  return [successor(first), ...others.map(successor)];
}

/** The one that the database has. */
export const successorWith = (successors: Successors, hash: string | undefined): string | undefined =>
  successors.find((one) => one.hash === hash)?.token;

/** Whether it was ever given out by us; says nothing of whether it still is good. */
export function isOurRefreshToken(secrets: readonly string[], token: string): boolean {
  const end = token.lastIndexOf(".");
  const signed = token.slice(0, Math.max(0, end));
  return isMac("refresh", secrets, Buffer.from(token.slice(end + 1), "base64url"), (key) => macOf(key, signed));
}

export const sessionIdOf = (token: string): string => token.slice(0, Math.max(0, token.indexOf(".")));
