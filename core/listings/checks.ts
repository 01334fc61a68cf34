/** What fields of a listing say of each other and cannot. Asked by the screen before it sends them, and by the server. */
import type { ListingField, ListingFields } from "./wire.ts";

export type ListingProblem = "above_the_roof" | "ends_before_it_begins";

export function problemsOf(
  fields: Pick<ListingFields, "floor" | "floors" | "exclusiveFrom" | "exclusiveUntil">,
): { field: ListingField; problem: ListingProblem }[] {
  const { floor, floors, exclusiveFrom, exclusiveUntil } = fields;
  return [
    ...(floor !== null && floors !== null && floor > floors
      ? [{ field: "floor" as const, problem: "above_the_roof" as const }]
      : []),
    ...(exclusiveFrom !== null && exclusiveUntil !== null && exclusiveUntil < exclusiveFrom
      ? [{ field: "exclusiveUntil" as const, problem: "ends_before_it_begins" as const }]
      : []),
  ];
}
