import { randomBytes } from "node:crypto";

/** Twilio's identifiers: two letters for the kind and 32 hex digits. */
export function newSid(prefix: "CA" | "MZ"): string {
  return prefix + randomBytes(16).toString("hex");
}
