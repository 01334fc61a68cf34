/**
 * Where somebody left the list, by business: its filters and how far it was scrolled. Whoever comes back from a lead by
 * a link finds it so; the browser's own way back does that by itself.
 */
type Place = { search: string; scrollY: number };

const places = new Map<string, Place>();

export const leaveList = (businessId: string, place: Place): void => void places.set(businessId, place);

export const placeOfList = (businessId: string): Place | null => places.get(businessId) ?? null;
