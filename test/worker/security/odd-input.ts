/** What nobody should send. */

/** Beyond the largest body that is taken (middleware/body-limit.ts). */
export const HUGE = JSON.stringify({ text: "א".repeat(300_000) });

/** In a path; some are not even valid in a URL. */
export const ODD_IDS = [
  "no-such-row",
  "%00",
  "..%2f..%2fetc",
  "%F0%9F%98%80",
  "%E0%A4%A",
  "'%20or%20'1'='1",
  "x".repeat(2_000),
  "__proto__",
] as const;

export const BAD_QUERY_VALUES = [
  "",
  "garbage",
  "%",
  "\u0000",
  "'; drop table leads; --",
  "א".repeat(100),
  "x".repeat(5_000),
  "eyJhdCI6bnVsbCwiaWQiOm51bGx9",
  Buffer.from('{"at":"x","id":7}').toString("base64url"),
  "9".repeat(40),
] as const;

const ODD_VALUES: readonly unknown[] = [
  null,
  0,
  -1,
  1e300,
  true,
  "",
  " ",
  "\u0000",
  "\ud800",
  "‮טקסט",
  "__proto__",
  "x".repeat(20_000),
  "א".repeat(20_000),
  [],
  ["x"],
  {},
  { toString: 1 },
];

type Json = Record<string, unknown>;
export type Mutation = {
  /** Dotted. */
  field: string;
  value: unknown;
  /** Of another type than what is right; null excepted, which some fields take. */
  certainlyWrong: boolean;
};

const kindOf = (value: unknown) => (Array.isArray(value) ? "array" : value === null ? "null" : typeof value);

/** The right body with one field after the other, inner ones too, replaced by each odd value, and left out. */
export function mutationsOf(
  right: Json,
  prefix = "",
  rebuild: (inner: Json) => unknown = (inner) => inner,
): Mutation[] {
  return Object.entries(right).flatMap(([name, value]) => {
    const field = `${prefix}${name}`;
    const odd = ODD_VALUES.map((wrong) => ({
      field,
      value: rebuild({ ...right, [name]: wrong }),
      certainlyWrong: kindOf(wrong) !== "null" && kindOf(wrong) !== kindOf(value),
    }));
    const { [name]: _, ...without } = right;
    const left = { field, value: rebuild(without), certainlyWrong: false };
    const inner =
      kindOf(value) === "object"
        ? mutationsOf(value as Json, `${field}.`, (changed) => rebuild({ ...right, [name]: changed }))
        : [];
    return [...odd, left, ...inner];
  });
}
