import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STATUS_COLORS } from "../../core/leads/status-rules.ts";

const css = readFileSync(new URL("styles.css", import.meta.url), "utf8");
const SCHEMES = ["light", "dark"] as const;
const TOKEN = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;

const palette = Object.fromEntries(
  [...css.matchAll(TOKEN)].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]),
);

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["canvas", "surface", "sunken", "accent-soft"];
const TEXTS: ReadonlyArray<[ink: string, grounds: readonly string[]]> = [
  ["ink", [...GROUNDS, "danger-soft", "warn-soft"]],
  ["ink-soft", [...GROUNDS, "danger-soft", "warn-soft"]],
  ["ink-faint", GROUNDS],
  ["accent", GROUNDS],
  ["accent-strong", GROUNDS],
  ["danger", [...GROUNDS, "danger-soft"]],
  ["warn", [...GROUNDS, "warn-soft"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["on-alarm", ["alarm"]],
];
/** What has to be seen and is not text: edges of fields, the mark of a live call, the ring around what has the focus. */
const SHAPES: ReadonlyArray<[shape: string, grounds: readonly string[]]> = [
  ["control", ["canvas", "surface"]],
  ["live", GROUNDS],
  ["accent", [...GROUNDS, "danger-soft", "warn-soft"]],
  ...STATUS_COLORS.map((color): [string, string[]] => [`status-${color}`, ["surface", "sunken"]]),
];

const pairs = (table: typeof TEXTS) =>
  table.flatMap(([name, grounds]) =>
    grounds.flatMap((ground) => SCHEMES.map((scheme) => [name, ground, scheme] as const)),
  );
const ratio = (name: string, ground: string, scheme: (typeof SCHEMES)[number]) =>
  contrast(palette[name]?.[scheme] ?? "", palette[ground]?.[scheme] ?? "");

describe("the palette", () => {
  it.each(pairs(TEXTS))("%s on %s can be read (%s)", (name, ground, scheme) => {
    expect(ratio(name, ground, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(SHAPES))("%s on %s can be seen (%s)", (name, ground, scheme) => {
    expect(ratio(name, ground, scheme)).toBeGreaterThanOrEqual(3);
  });
});
