/** What somebody wants, in words. Pure. */
import type { DemandInList } from "../../../../../core/leads/demand.ts";
import type { Author, Provenance } from "../../../../../core/leads/provenance.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";

const t = leadPage.demands;

export function rangeText(least: number | null, most: number | null): string | null {
  const told = (value: number) => value.toLocaleString("he-IL");
  if (least === null && most === null) return null;
  if (least === null) return t.atMost(told(most ?? 0));
  if (most === null) return t.atLeast(told(least));
  return least === most ? told(least) : `${told(least)}–${told(most)}`;
}

export const featureNames = ({ features }: Pick<DemandInList, "features">, wanted: "must" | "nice"): string[] =>
  Object.entries(features).flatMap(([name, how]) => (how === wanted ? [t.feature[name] ?? name] : []));

/** Who wrote of it last. */
export const latestAuthor = (provenance: Provenance): Author | undefined =>
  Object.values(provenance).toSorted((one, other) => other.at - one.at)[0];
