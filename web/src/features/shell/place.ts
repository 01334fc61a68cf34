/** Where in the dashboard one can be: in a business, on the platform's own side, or (people without either) nowhere. */
import type { Membership } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { useSession } from "../auth/session-context.ts";
import { useMay } from "../auth/use-may.ts";

export type Place = { kind: "business"; business: Membership } | { kind: "platform" } | { kind: "nowhere" };

export function placeName(place: Place): string {
  if (place.kind === "business") return place.business.name;
  return place.kind === "platform" ? he.shell.platform : he.common.product;
}

export function placeNote(place: Place): string | null {
  if (place.kind === "business") return he.nav.role[place.business.role];
  return place.kind === "platform" ? he.shell.platformNote : null;
}

export const placeKey = (place: Place): string => (place.kind === "business" ? place.business.businessId : place.kind);

/** All places of this person, the platform last. */
export function usePlaces(): Place[] {
  const { memberships } = useSession();
  const may = useMay();
  return [
    ...memberships.map((business): Place => ({ kind: "business", business })),
    ...(may("businesses.read") ? [{ kind: "platform" } as const] : []),
  ];
}
