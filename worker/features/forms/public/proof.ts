/**
 * What a form carries along to show that it was opened a moment ago by somebody who then took a while to fill it in: when it
 * was opened, signed. It keeps nobody out for ever: whoever is too quick or too late is asked to press once more.
 */
import { createHash, createHmac } from "node:crypto";
import type { LeadForm } from "../../../../core/forms/form.ts";
import { isMac, keysFor, type SigningKey } from "../../../signing-keys.ts";

/** Nobody types a name and a number faster. */
const QUICKEST_MS = 2_000;
/** A page that was left open over night is still good. */
const OLDEST_MS = 24 * 60 * 60_000;

const macOf = ({ key }: SigningKey, slug: string, openedAt: string) =>
  createHmac("sha256", key).update(`${slug}.${openedAt}`).digest();

export function formProof(secrets: readonly string[], slug: string, now: number): string {
  const openedAt = now.toString(36);
  return `${openedAt}.${macOf(keysFor("form", secrets)[0], slug, openedAt).toString("base64url")}`;
}

/**
 * For a page that is shown once more, because something is wrong: what it carried along before, while that is good. Whoever
 * mends one field has taken the time already.
 */
export function formProofAgain(secrets: readonly string[], slug: string, given: string, now: number): string {
  const age = ageOf(given, now);
  return age >= 0 && age <= OLDEST_MS && isSigned(secrets, slug, given) ? given : formProof(secrets, slug, now);
}

export function isProof(secrets: readonly string[], slug: string, given: string, now: number): boolean {
  const age = ageOf(given, now);
  return age >= QUICKEST_MS && age <= OLDEST_MS && isSigned(secrets, slug, given);
}

const hashOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

/**
 * Which words the page asks to agree to. It carries them along, so that nobody is said to have agreed to what was written
 * after they had opened it.
 */
export const wordsOf = ({ consentText, marketingText }: LeadForm): string => hashOf([consentText, marketingText]);

/** The same whenever the same is sent by the same page: a button that was pressed twice. */
export const sendingOf = (formId: string, opened: string, sent: object): string =>
  `form-${hashOf([formId, opened, sent])}`;

/** NaN of what we have not made. */
const ageOf = (given: string, now: number): number => now - Number.parseInt(given.split(".")[0] ?? "", 36);

function isSigned(secrets: readonly string[], slug: string, given: string): boolean {
  const [openedAt = "", mac = ""] = given.split(".");
  return isMac("form", secrets, Buffer.from(mac, "base64url"), (key) => macOf(key, slug, openedAt));
}
