/** One row of a file as somebody who comes in, and what could not be taken as it stands. */
import { withoutEdges } from "../contract/edges.ts";
import { foldName } from "../hebrew/name.ts";
import { AREA_MAX_CHARS, AREAS_MAX, type DemandFields } from "../leads/demand.ts";
import { NOTES_MAX } from "../leads/wire.ts";
import { withoutApostrophe } from "./csv.ts";
import type { ImportField, Mapping } from "./fields.ts";
import { PROBLEM_VALUE_CHARS, refuses, type ProblemKind, type RowProblem } from "./problems.ts";
import {
  isEmail,
  readDealType,
  readFloor,
  readPrice,
  readRooms,
  readSize,
  splitEmails,
  splitList,
  splitPhones,
  splitTags,
  type Range,
} from "./values.ts";

/** As `Newcomer` of the intake takes it. */
export type ImportedPerson = {
  name?: string;
  phones: string[];
  emails: string[];
  notes?: string;
  demand: Partial<DemandFields>;
  nextAction?: string;
  source?: string;
  status?: string;
  assignedTo?: string;
  /** Names. */
  tags: string[];
};

export type RowContext = {
  mapping: Mapping;
  /** Of the columns; what is kept in the notes is named by them. */
  headers: readonly string[];
  statuses: readonly { id: string; name: string }[];
  colleagues: readonly { userId: string; email: string }[];
  isPhone(typed: string): boolean;
};

/** Null: the row is not taken. */
export type RowReading = { person: ImportedPerson | null; problems: RowProblem[] };

const NAME_MAX_CHARS = 80;
const PHONE_MAX_CHARS = 40;
const EMAIL_MAX_CHARS = 254;
const TAG_MAX_CHARS = 30;
const TAGS_MAX = 20;
const CONTACTS_MAX = 10;
const NEXT_ACTION_MAX_CHARS = 500;
const SOURCE_MAX_CHARS = 200;

/** Unicode's control characters but for tab and line breaks; and marks that turn the direction around. */
const UNSHOWABLE = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

const fold = (text: string): string => foldName(text).toLowerCase();

export function readRow(cells: readonly string[], context: RowContext): RowReading {
  const reader = new RowReader(cells, context);
  return reader.read();
}

class RowReader {
  readonly #problems: RowProblem[] = [];
  readonly #notes: string[] = [];
  readonly #cells: string[];
  readonly #context: RowContext;

  constructor(cells: readonly string[], context: RowContext) {
    this.#context = context;
    this.#cells = cells.map((cell, at) => this.#clean(cell, at));
  }

  read(): RowReading {
    const person = this.#person();
    // A column that the header does not know of: most often a value with a comma in it, which belongs to somebody.
    for (const extra of this.#cells.slice(this.#context.mapping.length)) if (extra !== "") this.#keep(null, extra, "");
    const notes = this.#allNotes();
    if (person.name !== undefined && person.name.length > NAME_MAX_CHARS) this.#note("too_long", "name", person.name);
    if (person.name === undefined && person.phones.length === 0 && person.emails.length === 0)
      this.#note("nobody", null, this.#cells.find((cell) => cell !== "") ?? "");
    const isRefused = this.#problems.some(({ kind }) => refuses(kind));
    return {
      person: isRefused ? null : { ...person, ...(notes !== "" && { notes }) },
      problems: isRefused ? this.#problems.filter(({ kind }) => refuses(kind)) : this.#problems,
    };
  }

  #person(): Omit<ImportedPerson, "notes"> {
    const name = this.#one("name") ?? [this.#one("firstName"), this.#one("lastName")].filter(Boolean).join(" ");
    const status = this.#known("status", "unknown_status", this.#context.statuses, ({ name }) => name)?.id;
    const assignedTo = this.#known(
      "assignee",
      "unknown_assignee",
      this.#context.colleagues,
      ({ email }) => email,
    )?.userId;
    const nextAction = this.#fitting("nextAction", NEXT_ACTION_MAX_CHARS);
    const source = this.#fitting("source", SOURCE_MAX_CHARS);
    for (const { text, header } of this.#all("notes"))
      this.#notes.push(this.#several("notes") ? labelled(header, text) : text);
    return {
      ...(name !== "" && { name: name.replace(/\s+/g, " ") }),
      phones: this.#phones(),
      emails: this.#emails(),
      demand: this.#demand(),
      tags: this.#list("tags", splitTags, TAGS_MAX, TAG_MAX_CHARS),
      ...(nextAction !== undefined && { nextAction }),
      ...(source !== undefined && { source }),
      ...(status !== undefined && { status }),
      ...(assignedTo !== undefined && { assignedTo }),
    };
  }

  /** One that cannot be dialled is kept as it was typed: the lead has a place for one, the notes for the others. */
  #phones(): string[] {
    const phones: string[] = [];
    let hasUnreadable = false;
    for (const { text, header } of this.#all("phone"))
      for (const one of splitPhones(text)) {
        if (this.#context.isPhone(one) && phones.length < CONTACTS_MAX) {
          phones.push(one);
        } else if (!hasUnreadable && one.length <= PHONE_MAX_CHARS && phones.length < CONTACTS_MAX) {
          hasUnreadable = true;
          phones.push(one);
          this.#note("bad_phone", "phone", one);
        } else this.#keep("phone", one, header);
      }
    return phones;
  }

  #emails(): string[] {
    return this.#all("email").flatMap(({ text, header }) =>
      splitEmails(text).filter((one, at) => {
        const isFine = isEmail(one) && one.length <= EMAIL_MAX_CHARS && at < CONTACTS_MAX;
        if (!isFine) this.#keep("email", one, header);
        return isFine;
      }),
    );
  }

  #demand(): Partial<DemandFields> {
    const dealType = this.#read("dealType", readDealType);
    const areas = this.#list("areas", splitList, AREAS_MAX, AREA_MAX_CHARS);
    const rooms = this.#read("rooms", readRooms);
    const size = this.#read("size", readSize);
    const floor = this.#read("floor", readFloor);
    const price = this.#price();
    return {
      ...(dealType !== null && { dealType }),
      ...(areas.length > 0 && { areas }),
      ...named(rooms, "roomsMin", "roomsMax"),
      ...named(size, "sizeMin", "sizeMax"),
      ...named(floor, "floorMin", "floorMax"),
      ...named(price, "priceMin", "priceMax"),
    };
  }

  #price(): Range | null {
    const price = this.#read("price", readPrice);
    const least = this.#read("priceMin", readPrice);
    const most = this.#read("priceMax", readPrice);
    if (price === null && least === null && most === null) return null;
    const [min, max] = [least?.max ?? least?.min ?? price?.min ?? null, most?.max ?? most?.min ?? price?.max ?? null];
    return min !== null && max !== null && min > max ? { min: max, max: min } : { min, max };
  }

  #read<T>(field: ImportField, read: (text: string) => T | null): T | null {
    const [cell] = this.#all(field);
    if (!cell) return null;
    const value = read(cell.text);
    if (value === null) this.#keep(field, cell.text, cell.header);
    return value;
  }

  #list(field: ImportField, split: (text: string) => string[], most: number, mostChars: number): string[] {
    const all = this.#all(field).flatMap(({ text, header }) => split(text).map((one) => ({ one, header })));
    const unique = [...new Map(all.map((each) => [fold(each.one), each])).values()];
    return unique.flatMap(({ one, header }, at) => {
      if (at < most && one.length <= mostChars) return [one];
      this.#keep(field, one, header);
      return [];
    });
  }

  #known<T>(field: ImportField, kind: ProblemKind, among: readonly T[], nameOf: (one: T) => string): T | undefined {
    const text = this.#one(field);
    if (text === undefined) return undefined;
    const found = among.find((one) => fold(nameOf(one)) === fold(text));
    if (!found) {
      this.#note(kind, field, text);
      this.#notes.push(labelled(this.#all(field)[0]?.header ?? "", text));
    }
    return found;
  }

  #fitting(field: ImportField, most: number): string | undefined {
    const [cell] = this.#all(field);
    if (!cell) return undefined;
    if (cell.text.length <= most) return cell.text;
    this.#keep(field, cell.text, cell.header);
    return undefined;
  }

  #allNotes(): string {
    const notes = this.#notes.join("\n");
    if (notes.length <= NOTES_MAX) return notes;
    this.#note("cut", "notes", notes.slice(NOTES_MAX - PROBLEM_VALUE_CHARS));
    return notes.slice(0, NOTES_MAX).toWellFormed();
  }

  #one = (field: ImportField): string | undefined => this.#all(field)[0]?.text;

  #several = (field: ImportField): boolean => this.#context.mapping.filter((each) => each === field).length > 1;

  #all(field: ImportField): { text: string; header: string }[] {
    return this.#context.mapping.flatMap((each, at) => {
      const text = this.#cells[at] ?? "";
      return each === field && text !== "" ? [{ text, header: this.#context.headers[at] ?? "" }] : [];
    });
  }

  #keep(field: ImportField | null, text: string, header: string): void {
    this.#note("kept_in_notes", field, text);
    this.#notes.push(labelled(header, text));
  }

  #note(kind: ProblemKind, field: ImportField | null, value: string): void {
    const [short, isWhole] = [value.slice(0, PROBLEM_VALUE_CHARS).toWellFormed(), value.length <= PROBLEM_VALUE_CHARS];
    this.#problems.push({ kind, field, value: isWhole ? short : `${short}…` });
  }

  #clean(cell: string, at: number): string {
    const shown = cell.replace(UNSHOWABLE, "").toWellFormed();
    // Marks of direction alone come with every number copied from a page, and are no loss.
    if (/(?![\t\n\r])\p{Cc}/u.test(cell)) this.#note("cleaned", this.#context.mapping[at] ?? null, shown);
    return withoutApostrophe(withoutEdges(shown));
  }
}

const labelled = (header: string, text: string): string => (header.trim() === "" ? text : `${header.trim()}: ${text}`);

const named = <Min extends keyof DemandFields, Max extends keyof DemandFields>(
  range: Range | null,
  min: Min,
  max: Max,
) => ({
  ...(range !== null && range.min !== null && { [min]: range.min }),
  ...(range !== null && range.max !== null && { [max]: range.max }),
});
