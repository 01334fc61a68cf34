import type { Person } from "../../../../core/people/wire.ts";
import { foldName, wordsOf } from "../../../../core/hebrew/name.ts";

const folded = (text: string) => foldName(text).toLowerCase();

/**
 * Those whose name or address holds each of the words, as names are compared everywhere. Who waits for a link to a new
 * password comes first: in a long list they would be waiting out of sight.
 */
export function findPeople(people: readonly Person[], query: string): Person[] {
  const words = wordsOf(query.toLowerCase());
  const isFound = ({ name, email }: Person) => {
    const names = folded(name);
    const address = folded(email);
    return words.every((word) => names.includes(word) || address.includes(word));
  };
  const isWaiting = ({ resetAskedAt }: Person) => Number(resetAskedAt !== null);
  return people.filter(isFound).toSorted((one, other) => isWaiting(other) - isWaiting(one));
}
