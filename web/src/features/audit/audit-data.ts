/** Reading the free part of a line of the log: what is not of the expected shape is as if it were not there. Pure. */
import { ROLES } from "../../../../core/auth/permissions.ts";
import { he } from "../../i18n/he.ts";

export type AuditData = Readonly<Record<string, unknown>>;

const HEBREW = /\p{Script=Hebrew}/u;

/**
 * A name or a number that keeps its direction and does not turn the sentence around it. What has Hebrew in it runs from
 * right to left even where it begins with a Latin word (UAX #9: right-to-left isolate), the rest by its first letter.
 */
export const apart = (text: string): string => `${HEBREW.test(text) ? "\u2067" : "\u2068"}${text}\u2069`;

export const isRecord = (value: unknown): value is AuditData =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The name of `{userId, name}`. */
export const nameIn = (value: unknown): string | null =>
  isRecord(value) && typeof value["name"] === "string" && value["name"] !== "" ? value["name"] : null;

/** The e-mail of `{userId, name}`, where it stands beside the name. */
export const emailIn = (value: unknown, emails: Readonly<Record<string, string>>): string | null =>
  isRecord(value) && typeof value["userId"] === "string" ? (emails[value["userId"]] ?? null) : null;

export function roleText(value: unknown): string | null {
  const role = ROLES.find((each) => each === value);
  return role ? he.people.role[role] : null;
}
