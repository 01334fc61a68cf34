/**
 * The token in the path of a call's media stream. Half of it says that we have made it, for this call: whoever knocks
 * with anything else is sent away before an object is woken. Whether it is still good, its call's object knows
 * (durable-objects/call-session/stream-token.ts).
 */
import { createHmac, randomBytes } from "node:crypto";
import { isMac, keysFor, type SigningKey } from "./signing-keys.ts";

const RANDOM_BYTES = 12;
/** 96 bits: nobody tries as many within the half minute for which a token is good. */
const MAC_BYTES = 12;

/** 48 hex digits. */
export const STREAM_TOKEN = "[0-9a-f]{48}";

const macOf = ({ key }: SigningKey, callSid: string, random: Buffer): Buffer =>
  createHmac("sha256", key).update(callSid).update(random).digest().subarray(0, MAC_BYTES);

export function makeStreamToken(secrets: readonly string[], callSid: string): string {
  const random = randomBytes(RANDOM_BYTES);
  return Buffer.concat([random, macOf(keysFor("stream", secrets)[0], callSid, random)]).toString("hex");
}

export function isStreamToken(secrets: readonly string[], callSid: string, token: string): boolean {
  const bytes = Buffer.from(token, "hex");
  if (bytes.length !== RANDOM_BYTES + MAC_BYTES) return false;
  const random = bytes.subarray(0, RANDOM_BYTES);
  return isMac("stream", secrets, bytes.subarray(RANDOM_BYTES), (key) => macOf(key, callSid, random));
}
