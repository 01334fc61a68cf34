/** What each column holds: guessed from its header, and where that says nothing from what stands in it. */
import { foldName } from "../hebrew/name.ts";
import { mayRepeat, type ImportField, type Mapping } from "./fields.ts";
import { isEmail, looksLikePhone, readDealType, readPrice, readRooms, splitPhones } from "./values.ts";

const SYNONYMS: Record<ImportField, readonly string[]> = {
  name: [
    "שם",
    "שם מלא",
    "שם הלקוח",
    "שם לקוח",
    "לקוח",
    "ליד",
    "איש קשר",
    "name",
    "full name",
    "client",
    "lead",
    "contact",
    "customer",
  ],
  firstName: ["שם פרטי", "first name", "firstname", "given name"],
  lastName: ["שם משפחה", "משפחה", "last name", "lastname", "surname", "family name"],
  phone: [
    "טלפון",
    "נייד",
    "מספר",
    "טל",
    "פלאפון",
    "סלולרי",
    "מספר טלפון",
    "טלפון נוסף",
    "טלפון נייד",
    "טלפון בבית",
    "phone",
    "mobile",
    "cell",
    "tel",
    "telephone",
    "phone number",
    "cellphone",
  ],
  email: ["דואל", "מייל", "אימייל", "כתובת מייל", "דואר אלקטרוני", "email", "e mail", "mail"],
  dealType: ["עסקה", "סוג עסקה", "סוג העסקה", "קניה שכירות", "מטרה", "deal", "deal type", "transaction"],
  areas: [
    "אזור",
    "איזור",
    "אזורים",
    "עיר",
    "ערים",
    "שכונה",
    "שכונות",
    "מיקום",
    "ישוב",
    "יישוב",
    "area",
    "areas",
    "city",
    "neighborhood",
    "neighbourhood",
    "location",
  ],
  rooms: ["חדרים", "מספר חדרים", "חד", "כמות חדרים", "rooms", "bedrooms"],
  size: ["שטח", "גודל", "מר", "מטר", "מטרים", "size", "sqm", "square meters"],
  floor: ["קומה", "floor"],
  price: ["מחיר", "תקציב", "סכום", "price", "budget"],
  priceMin: [
    "מחיר מינימום",
    "ממחיר",
    "תקציב מינימלי",
    "מחיר מ",
    "min price",
    "price from",
    "minimum price",
    "min budget",
  ],
  priceMax: [
    "מחיר מקסימום",
    "עד מחיר",
    "תקציב מקסימלי",
    "מחיר עד",
    "max price",
    "price to",
    "maximum price",
    "max budget",
  ],
  status: ["סטטוס", "מצב", "שלב", "status", "stage"],
  assignee: [
    "סוכן",
    "סוכן מטפל",
    "מטפל",
    "אחראי",
    "מייל סוכן",
    "משויך",
    "agent",
    "assignee",
    "owner",
    "assigned to",
    "agent email",
  ],
  tags: ["תגית", "תגיות", "תוויות", "קבוצה", "tag", "tags", "labels"],
  source: ["מקור", "מקור הגעה", "קמפיין", "source", "campaign", "origin"],
  nextAction: ["פעולה הבאה", "הצעד הבא", "מה לעשות", "המשך טיפול", "next action", "next step", "todo"],
  notes: [
    "הערות",
    "הערה",
    "תיאור",
    "פרטים",
    "מידע נוסף",
    "notes",
    "note",
    "comments",
    "comment",
    "remarks",
    "description",
  ],
};
const ALL = Object.keys(SYNONYMS) as ImportField[];

/** As headers are compared: without marks, and without the number behind "טלפון 2". */
export const plainHeader = (header: string): string =>
  foldName(header.replace(/[_:*()./\\]+/g, " "))
    .toLowerCase()
    .replace(/\s*\d+$/, "")
    .trim();

type Score = { field: ImportField; score: number };

function byHeader(header: string): Score | null {
  const plain = plainHeader(header);
  if (plain === "") return null;
  const exact = ALL.find((field) => SYNONYMS[field].some((word) => foldName(word).toLowerCase() === plain));
  if (exact) return { field: exact, score: 3 };
  // The longest one that stands in it as whole words: "שם פרטי של הלקוח" is a first name, not a name.
  const within = ALL.flatMap((field) =>
    SYNONYMS[field].flatMap((word) => {
      const known = foldName(word).toLowerCase();
      return known.length > 1 && ` ${plain} `.includes(` ${known} `) ? [{ field, length: known.length }] : [];
    }),
  ).toSorted((a, b) => b.length - a.length)[0];
  return within ? { field: within.field, score: 2 } : null;
}

/** So much of what stands in a column must look like it. */
const MOST_OF_THEM = 0.6;
const HAS_UNIT = /₪|ש["״]?ח|אלף|מיליון|מליון/;
const isLikeName = (cell: string): boolean =>
  cell.length <= 40 && /^[\p{L}'"׳״־\- ]+$/u.test(cell) && cell.split(/\s+/).length <= 4;

function byCells(cells: readonly string[]): Score | null {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length === 0) return null;
  const share = (test: (cell: string) => boolean) => filled.filter(test).length / filled.length;
  const tests: [ImportField, (cell: string) => boolean][] = [
    ["email", isEmail],
    ["phone", (cell) => splitPhones(cell).every((one) => looksLikePhone(one) && one.replace(/\D/g, "").length >= 9)],
    ["dealType", (cell) => readDealType(cell) !== null],
    ["price", (cell) => readPrice(cell) !== null && (HAS_UNIT.test(cell) || /\d{3},\d{3}/.test(cell))],
    ["rooms", (cell) => /חד/.test(cell) && readRooms(cell) !== null],
    ["notes", (cell) => cell.length > 60],
    ["name", isLikeName],
  ];
  const field = tests.find(([, test]) => share(test) >= MOST_OF_THEM)?.[0];
  return field ? { field, score: 1 } : null;
}

/** `rows`: of the data, the first few. A field that may stand once is the best column's; the first of two alike. */
export function guessMapping(headers: readonly string[] | null, rows: readonly (readonly string[])[]): Mapping {
  const width = Math.max(headers?.length ?? 0, ...rows.map((row) => row.length));
  const guesses = Array.from({ length: width }, (_, at) => {
    const cells = rows.map((row) => (row[at] ?? "").trim());
    return (headers && byHeader(headers[at] ?? "")) ?? byCells(cells);
  });
  return guesses.map((guess, at) => {
    if (guess === null) return null;
    const isBetter = (other: Score | null, place: number) =>
      other?.field === guess.field && (other.score > guess.score || (other.score === guess.score && place < at));
    // Names that are only guessed by their looks may be anything: streets, cities.
    const isSureOfOther =
      guess.score === 1 && guess.field === "name" && guesses.some((other) => other?.field === "firstName");
    if (!mayRepeat(guess.field) && guesses.some(isBetter)) return null;
    return isSureOfOther ? null : guess.field;
  });
}

/** A first line of words alone, none of which looks like a value, is one of headers. */
export function hasHeader(first: readonly string[]): boolean {
  const filled = first.filter((cell) => cell.trim() !== "");
  if (filled.length === 0) return false;
  if (filled.some((cell) => looksLikePhone(cell.trim()) || isEmail(cell.trim()))) return false;
  if (filled.some((cell) => byHeader(cell)?.score === 3)) return true;
  return filled.every((cell) => cell.length <= 60 && !/\d{3}/.test(cell)) && filled.length > 1;
}

/** By this a file like an earlier one is known again: its headers, in their order. */
export const fingerprintOf = (headers: readonly string[]): string => headers.map(plainHeader).join("|").slice(0, 2_000);
