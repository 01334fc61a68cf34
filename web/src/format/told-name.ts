/** A name where two people have names that are taken for one another: with the e-mail beside it. */
import { lookAlikes } from "../../../core/people/look-alike.ts";

/** `email`: null or nothing where the name says enough. The address keeps its direction within the sentence. */
export const toldName = (name: string, email?: string | null): string =>
  email ? `${name} (\u2068${email}\u2069)` : name;

type Person = { userId: string; name: string; email: string };

/** The names of these people as they are told from one another. */
export function toldNames(people: readonly Person[]): ReadonlyMap<string, string> {
  const alike = lookAlikes(people);
  return new Map(
    people.map(({ userId, name, email }) => [userId, toldName(name, alike.has(userId) ? email : null)] as const),
  );
}
