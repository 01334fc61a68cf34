/** A demand as it is typed, and back. Pure. */
import { DEAL_TYPES, type DealType } from "../../../../../core/leads/deal-types.ts";
import type { Demand } from "../../../../../core/leads/demand.ts";
import type { DemandEdit, NewDemand } from "../../../../../core/leads/edit.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import type { Problems } from "../../../ui/use-form.ts";

const t = leadPage.demands;

export const RANGES = ["rooms", "size", "floor", "price"] as const;
export type Range = (typeof RANGES)[number];
type End = `${Range}${"Min" | "Max"}`;
export type TypedDemand = Record<End, string> & {
  dealType: DealType | "";
  areas: string;
  features: Demand["features"];
  note: string;
};

const ENDS = RANGES.flatMap((range) => [`${range}Min`, `${range}Max`] as const);

const told = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));

export const typedOf = (demand: Demand | null): TypedDemand => ({
  roomsMin: told(demand?.roomsMin),
  roomsMax: told(demand?.roomsMax),
  sizeMin: told(demand?.sizeMin),
  sizeMax: told(demand?.sizeMax),
  floorMin: told(demand?.floorMin),
  floorMax: told(demand?.floorMax),
  priceMin: told(demand?.priceMin),
  priceMax: told(demand?.priceMax),
  dealType: demand?.dealType ?? "",
  areas: demand?.areas.join(", ") ?? "",
  features: demand?.features ?? {},
  note: demand?.note ?? "",
});

/** Thousands may be set apart. NaN: no number. */
const numberOf = (typed: string): number | null => {
  const plain = typed.replace(/[,\s₪]/g, "");
  return plain === "" ? null : Number(plain);
};

export function problemsOf(typed: TypedDemand): Problems<TypedDemand> {
  const found: Problems<TypedDemand> = {};
  for (const end of ENDS) {
    const value = numberOf(typed[end]);
    const isHalf = end.startsWith("rooms");
    if (value !== null && !Number.isFinite(value)) found[end] = t.notNumber;
    else if (value !== null && !Number.isInteger(isHalf ? value * 2 : value))
      found[end] = isHalf ? t.halfRooms : t.notNumber;
  }
  for (const range of RANGES) {
    const [least, most] = [numberOf(typed[`${range}Min`]), numberOf(typed[`${range}Max`])];
    if (least !== null && most !== null && least > most) found[`${range}Min`] = t.turned;
  }
  return found;
}

const areasOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(",")
      .map((area) => area.trim())
      .filter((area) => area !== ""),
  ),
];

export function demandOf(typed: TypedDemand): NewDemand & Pick<Demand, "areas" | "features"> {
  const ends = Object.fromEntries(ENDS.map((end) => [end, numberOf(typed[end])])) as Record<End, number | null>;
  return {
    ...ends,
    dealType: DEAL_TYPES.find((one) => one === typed.dealType) ?? null,
    areas: areasOf(typed.areas),
    features: typed.features,
    note: typed.note.trim() === "" ? null : typed.note.trim(),
  };
}

/** The fields that are not as they were; null: none. */
export function editsOf(was: Demand, typed: TypedDemand): DemandEdit | null {
  const edits = Object.entries(demandOf(typed)).flatMap(([field, to]) => {
    const from: unknown = Reflect.get(was, field);
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [[field, { from, to }]];
  });
  return edits.length === 0 ? null : Object.fromEntries(edits);
}
