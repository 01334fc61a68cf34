/** What there is to choose between two leads. Pure. */
import type { MergeChoices, MergeField } from "../../../../../core/leads/duplicates.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";

/** In the order in which they are shown. */
const FIELDS: readonly MergeField[] = ["name", "phone", "status", "assignedTo", "nextAction", "doNotCall"];

/** Fields in which both have something, and not the same: of the others there is nothing to choose. */
export const fieldsToChoose = ([stays, goes]: readonly [LeadDetail, LeadDetail]): MergeField[] =>
  FIELDS.filter((field) => {
    const [one, other] = [stays[field], goes[field]];
    return one !== null && other !== null && JSON.stringify(one) !== JSON.stringify(other);
  });

/** As the server does it where nothing is said: a name of more words says more; else what stands in the lead that stays. */
export function proposedChoices(leads: readonly [LeadDetail, LeadDetail]): MergeChoices {
  const words = (name: string | null) => (name ?? "").split(/\s+/).filter(Boolean).length;
  const [stays, goes] = leads;
  return Object.fromEntries(
    fieldsToChoose(leads).map((field) => [
      field,
      field === "name" && words(goes.name) > words(stays.name) ? "goes" : "stays",
    ]),
  );
}
