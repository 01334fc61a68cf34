/**
 * Whether something from outside is what it should be: an answer, a live event, what this device has kept. For the few
 * shapes that every page meets; zod, which forms check their fields with, would be a sixth of the first load.
 */
export type Check<Value> = (value: unknown) => value is Value;

export const isText: Check<string> = (value) => typeof value === "string";
export const isNumber: Check<number> = (value) => typeof value === "number";
export const isFlag: Check<boolean> = (value) => typeof value === "boolean";

export const orNull =
  <Value>(check: Check<Value>): Check<Value | null> =>
  (value): value is Value | null =>
    value === null || check(value);

export const orAbsent =
  <Value>(check: Check<Value>): Check<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || check(value);

export const isOneOf =
  <const Value extends string>(values: readonly Value[]): Check<Value> =>
  (value): value is Value =>
    values.some((each) => each === value);

export const isListOf =
  <Value>(check: Check<Value>): Check<Value[]> =>
  (value): value is Value[] =>
    Array.isArray(value) && value.every(check);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isMapOf =
  <Value>(check: Check<Value>): Check<Record<string, Value>> =>
  (value): value is Record<string, Value> =>
    isRecord(value) && Object.values(value).every(check);

/** Fields that are not named may be there too: the other side may be newer. */
export const isObject =
  <Shape extends object>(fields: { [Key in keyof Shape]-?: Check<Shape[Key]> }): Check<Shape> =>
  (value): value is Shape =>
    isRecord(value) && Object.entries<Check<unknown>>(fields).every(([name, check]) => check(value[name]));

/** JSON that was kept or received; null: it is none, or not of this shape. */
export function readJson<Value>(json: string | null, check: Check<Value>): Value | null {
  if (json === null) return null;
  try {
    const value: unknown = JSON.parse(json);
    return check(value) ? value : null;
  } catch {
    return null;
  }
}
