/** First letters of the first and the last word of a name; `?` of a name without any letter. */
export function initials(name: string): string {
  const words = name.split(/[\s\-־]+/u).flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? []);
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return first === undefined ? "?" : `${first}${last ?? ""}`.toLocaleUpperCase("he-IL");
}
