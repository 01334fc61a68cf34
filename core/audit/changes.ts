/** What a change to a record changed, field by field, in a form that a log may keep for good. */

/** A value as it was and is; of a long or private text only how long it was. */
export type Change = { from: unknown; to: unknown } | { fromChars: number; toChars: number };
export type Changes = Record<string, Change>;

/** A line of the log is read at a glance; what is longer is no value any more but a text. */
const SHORT_CHARS = 120;

/**
 * Only the fields of `after` that differ; a field within a field is named `limits.maxCallMs`. Of texts longer than a
 * line, and of the fields in `lengthsOnly`, the words are not kept.
 */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  lengthsOnly: readonly string[] = [],
): Changes {
  const changes: Changes = {};
  for (const [field, to] of Object.entries(after)) {
    const from = before[field];
    if (isRecord(from) && isRecord(to)) {
      // Fields that only one side has are changes too: turn detection has others by its type.
      const all = Object.fromEntries([...Object.keys(from), ...Object.keys(to)].map((key) => [key, to[key]]));
      for (const [inner, change] of Object.entries(changesBetween(from, all))) changes[`${field}.${inner}`] = change;
    } else if (from !== to) changes[field] = changeOf(from, to, lengthsOnly.includes(field));
  }
  return changes;
}

function changeOf(from: unknown, to: unknown, lengthOnly: boolean): Change {
  const [fromChars, toChars] = [charsOf(from), charsOf(to)];
  if (lengthOnly || fromChars > SHORT_CHARS || toChars > SHORT_CHARS) return { fromChars, toChars };
  return { from: from ?? null, to: to ?? null };
}

const charsOf = (value: unknown): number => (typeof value === "string" ? value.length : 0);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
