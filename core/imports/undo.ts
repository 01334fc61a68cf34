/**
 * Taking back what an import did to a lead, field by field: what it wrote goes back to what was there, unless somebody
 * has changed that field since.
 */

/** A lead as it was at one moment, as the database has it (images.ts of the worker). */
export type LeadImage = {
  /** Columns of `leads`. */
  lead: Readonly<Record<string, unknown>>;
  /** By their id, each with its columns. */
  demands: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  contacts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  tags: readonly string[];
  /** How many notes, calls, consents, lines of the timeline and homes of theirs there are: who has more than the import left was worked with. */
  work: number;
};

type Row = Readonly<Record<string, unknown>>;

export type UndoPlan = {
  /** What is written to the lead's own row. */
  lead: Row;
  demands: { remove: string[]; restore: { id: string; set: Row }[] };
  contacts: { remove: string[]; restore: { id: string; set: Row }[] };
  tags: { remove: string[] };
  /** Something of what the import wrote was changed since, and stays. */
  isPartly: boolean;
};

/** It changes with everything, and says nothing of what was typed. */
const NOT_COMPARED = new Set(["updated_at"]);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const sameRow = (one: Row | undefined, other: Row | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  Object.keys({ ...one, ...other }).every((key) => NOT_COMPARED.has(key) || same(one[key], other[key]));
const sameRows = (one: Readonly<Record<string, Row>>, other: Readonly<Record<string, Row>>): boolean =>
  Object.keys({ ...one, ...other }).every((id) => sameRow(one[id], other[id]));

/** Whether nobody has touched a lead that the import made. */
export const isUntouched = (after: LeadImage, now: LeadImage): boolean =>
  sameRow(after.lead, now.lead) &&
  sameRows(after.demands, now.demands) &&
  sameRows(after.contacts, now.contacts) &&
  same([...after.tags].toSorted(), [...now.tags].toSorted()) &&
  now.work <= after.work;

export function planUndo(before: LeadImage, after: LeadImage, now: LeadImage): UndoPlan {
  const lead = restoredFields(before.lead, after.lead, now.lead);
  const demands = restoredRows(before.demands, after.demands, now.demands);
  const contacts = restoredRows(before.contacts, after.contacts, now.contacts);
  return {
    lead: lead.set,
    demands,
    contacts,
    tags: { remove: after.tags.filter((tag) => !before.tags.includes(tag) && now.tags.includes(tag)) },
    isPartly: lead.isPartly || demands.isPartly || contacts.isPartly,
  };
}

function restoredFields(before: Row, after: Row, now: Row): { set: Row; isPartly: boolean } {
  const written = Object.keys(after).filter(
    (key) => !NOT_COMPARED.has(key) && key !== "provenance" && !same(before[key], after[key]),
  );
  const theirs = written.filter((key) => same(after[key], now[key]));
  const set = Object.fromEntries(theirs.map((key) => [key, before[key] ?? null]));
  const provenance = restoredAuthors(before, after, now);
  return {
    set: same(provenance, now["provenance"]) ? set : { ...set, provenance },
    isPartly: theirs.length < written.length,
  };
}

/** Who wrote what, entry by entry: a person's that came since stays. As JSON, like the column. */
function restoredAuthors(before: Row, after: Row, now: Row): unknown {
  const [was, left, is] = [authors(before), authors(after), authors(now)];
  if (Object.keys({ ...was, ...left, ...is }).length === 0) return now["provenance"];
  const names = Object.keys({ ...was, ...left, ...is });
  const restored = names.flatMap((name) => {
    const isTheImports = same(left[name], is[name]);
    const author = isTheImports ? was[name] : is[name];
    return author === undefined ? [] : [[name, author] as const];
  });
  if (restored.length === 0) return before["provenance"] ?? null;
  const text = JSON.stringify(Object.fromEntries(restored));
  return same(authors({ provenance: text }), authors(before)) ? (before["provenance"] ?? null) : text;
}

const authors = ({ provenance }: Row): Record<string, unknown> =>
  typeof provenance === "string" ? (JSON.parse(provenance) as Record<string, unknown>) : {};

function restoredRows(
  before: Readonly<Record<string, Row>>,
  after: Readonly<Record<string, Row>>,
  now: Readonly<Record<string, Row>>,
) {
  let isPartly = false;
  const remove: string[] = [];
  const restore: { id: string; set: Row }[] = [];
  for (const [id, left] of Object.entries(after)) {
    const [was, is] = [before[id], now[id]];
    if (is === undefined) {
      // Somebody has deleted it since: of one that was there before that is their change.
      if (was !== undefined && !sameRow(was, left)) isPartly = true;
    } else if (was === undefined) {
      if (sameRow(left, is)) remove.push(id);
      else isPartly = true;
    } else if (!sameRow(was, left)) {
      const fields = restoredFields(was, left, is);
      isPartly ||= fields.isPartly;
      if (Object.keys(fields.set).length > 0) restore.push({ id, set: fields.set });
    }
  }
  return { remove, restore, isPartly };
}
