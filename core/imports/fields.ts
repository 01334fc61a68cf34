/** What a column of a file may hold. */
export const IMPORT_FIELDS = [
  "name",
  "firstName",
  "lastName",
  "phone",
  "email",
  "dealType",
  "areas",
  "rooms",
  "size",
  "floor",
  "price",
  "priceMin",
  "priceMax",
  "status",
  "assignee",
  "tags",
  "source",
  "nextAction",
  "notes",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** By column; null: it is left out. */
export type Mapping = readonly (ImportField | null)[];

/** Several columns may be of one of these: two numbers, two columns of remarks. */
const SEVERAL: ReadonlySet<ImportField> = new Set(["phone", "email", "areas", "tags", "notes"]);
export const mayRepeat = (field: ImportField): boolean => SEVERAL.has(field);

/** A spreadsheet with more columns is no list of people. */
export const COLUMNS_MAX = 100;
export const ROWS_MAX = 50_000;
export const FILE_MAX_BYTES = 25 * 1024 * 1024;
/** What the guess looks at, and the screen shows. */
export const SAMPLE_ROWS = 20;

/** Fields that are taken twice although they may be only once. */
export function repeated(mapping: Mapping): ImportField[] {
  const once = mapping.filter((field): field is ImportField => field !== null && !mayRepeat(field));
  return [...new Set(once.filter((field, at) => once.indexOf(field) !== at))];
}

/** By any of these somebody is told from others; without one no row says who it is about. */
const IDENTIFYING: readonly ImportField[] = ["name", "firstName", "lastName", "phone", "email"];
export const namesSomebody = (mapping: Mapping): boolean =>
  mapping.some((field) => field !== null && IDENTIFYING.includes(field));
