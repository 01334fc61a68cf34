/** What a lead is after another has become part of it: the columns that differ, as they are stored. Pure. */
import type { MergeChoices, MergeField } from "./duplicates.ts";
import type { Provenance } from "./provenance.ts";
import { NOTES_MAX } from "./wire.ts";

/** Of a lead as the database has it. */
export type Mergeable = {
  name: string | null;
  phone: string | null;
  phoneTyped: string | null;
  status: string;
  statusAt: number | null;
  lostReason: string | null;
  assignedTo: string | null;
  nextAction: string | null;
  notes: string | null;
  doNotCall: object | null;
  provenance: Provenance | null;
};

type Columns = Record<string, string | number | null>;

/** Lines that both have stand there once, those of the lead that stays first. */
function joinedNotes(stays: string | null, goes: string | null): string | null {
  const lines = [...(stays ?? "").split("\n"), ...(goes ?? "").split("\n")].filter((line) => line !== "");
  const all = [...new Set(lines)].join("\n");
  return all === "" ? null : all.slice(-NOTES_MAX);
}

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** `before` has the same columns with what stood there, for taking it back. */
export function mergedColumns(
  stays: Mergeable,
  goes: Mergeable,
  choices: MergeChoices,
): { before: Columns; after: Columns } {
  const from = (field: MergeField): Mergeable => {
    const chosen = choices[field] ?? (stays[field] === null ? "goes" : "stays");
    return chosen === "goes" ? goes : stays;
  };
  const [name, phone, status] = [from("name"), from("phone"), from("status")];
  const nextAction = from("nextAction");
  const authors: Provenance = { ...stays.provenance };
  for (const [field, of] of [
    ["name", name],
    ["nextAction", nextAction],
  ] as const) {
    const author = of.provenance?.[field];
    if (author) authors[field] = author;
    else delete authors[field];
  }
  const after: Columns = {
    name: name.name,
    phone: phone.phone,
    phone_typed: phone.phoneTyped ?? phone.phone,
    status: status.status,
    status_at: status.statusAt,
    lost_reason: status.lostReason,
    assigned_to: from("assignedTo").assignedTo,
    next_action: nextAction.nextAction,
    notes: joinedNotes(stays.notes, goes.notes),
    do_not_call: json(from("doNotCall").doNotCall),
    provenance: json(authors),
  };
  const before: Columns = {
    name: stays.name,
    phone: stays.phone,
    phone_typed: stays.phoneTyped,
    status: stays.status,
    status_at: stays.statusAt,
    lost_reason: stays.lostReason,
    assigned_to: stays.assignedTo,
    next_action: stays.nextAction,
    notes: stays.notes,
    do_not_call: json(stays.doNotCall),
    provenance: json(stays.provenance),
  };
  return { before, after };
}
