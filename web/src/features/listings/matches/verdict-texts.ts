/** What misses, in words; what is met needs none. */
import { FEATURE_WORDS, isHomeFeature } from "../../../../../core/listings/features.ts";
import type { DemandMatch } from "../../../../../core/listings/match-wire.ts";
import { formatShekels } from "../../../format/money.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";

const t = listingTexts.matches;
type Verdict = DemandMatch["verdicts"][number];

const number = (value: number) => Math.abs(value).toLocaleString("he-IL");

function missText({ criterion, is, by }: Verdict): string | null {
  if (is === "met") return null;
  if (isHomeFeature(criterion)) return t.near.without(FEATURE_WORDS[criterion]);
  if (is === "unknown") return criterion in t.unknown ? t.unknown[criterion as keyof typeof t.unknown] : null;
  switch (criterion) {
    case "area":
      return t.near.area;
    case "price":
      return by !== null && by < 0 ? t.near.priceUnder(formatShekels(-by)) : t.near.priceOver(formatShekels(by ?? 0));
    case "rooms":
    case "size":
    case "floor":
      return t.near[criterion](number(by ?? 0), (by ?? 0) > 0);
    default:
      return null;
  }
}

export const missesOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts.map(missText).filter((text) => text !== null);
