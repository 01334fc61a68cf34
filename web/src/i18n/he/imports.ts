/** Of the pages on which files are read in; not in the catalogue of every page, since few people ever open them. */
import type { ImportField } from "../../../../core/imports/fields.ts";
import type { ProblemKind } from "../../../../core/imports/problems.ts";
import type { ImportState } from "../../../../core/imports/states.ts";
import type { RowOutcome } from "../../../../core/imports/wire.ts";
import { counted } from "../plural.ts";

const rows = (amount: number) => counted(amount, { none: "אין שורות", one: "שורה אחת", many: "שורות" });

const fields: Record<ImportField, string> = {
  name: "שם מלא",
  firstName: "שם פרטי",
  lastName: "שם משפחה",
  phone: "טלפון",
  email: "דוא״ל",
  dealType: "סוג העסקה",
  areas: "אזורים",
  rooms: "חדרים",
  size: "שטח במ״ר",
  floor: "קומה",
  price: "תקציב או מחיר",
  priceMin: "מחיר מינימום",
  priceMax: "מחיר מקסימום",
  status: "סטטוס",
  assignee: "דוא״ל של הסוכן המטפל",
  tags: "תגיות",
  source: "קמפיין או מקור",
  nextAction: "הצעד הבא",
  notes: "הערות",
};

const problems: Record<ProblemKind, string> = {
  broken_quotes: "השורה שבורה: מירכאות שלא נסגרו",
  nobody: "אין בשורה שם, טלפון או דוא״ל",
  too_long: "השם ארוך מדי",
  failed: "השורה לא נשמרה",
  bad_phone: "לא מספר שאפשר לחייג אליו. נשמר כמו שנכתב",
  kept_in_notes: "לא הובן, ולכן נשמר בהערות",
  cut: "ארוך מדי. הסוף לא נשמר",
  unknown_status: "אין סטטוס בשם הזה. נשמר בהערות",
  unknown_assignee: "אין בצוות מי שזה הדוא״ל שלו. נשמר בהערות",
  cleaned: "סימנים שאי אפשר להציג הושמטו",
};

const states: Record<ImportState, string> = {
  uploading: "הקובץ נקרא",
  uploaded: "ממתין לאישור העמודות",
  running: "הייבוא נמשך",
  paused: "הייבוא נעצר",
  cancelled: "הופסק",
  done: "הסתיים",
  undoing: "הייבוא מבוטל",
  undone: "בוטל",
};

const outcomes: Record<RowOutcome, string> = {
  made: "נוסף",
  changed: "עודכן",
  skipped: "דולג",
  refused: "לא נקלט",
};

export const imports = {
  title: "ייבוא לידים",
  subtitle: "קובץ CSV מאקסל, מגוגל או ממערכת אחרת. לפני שמשהו נשמר תראו מה יקרה לכל שורה.",
  open: "ייבוא",
  back: "כל הלידים",
  backToFiles: "כל הקבצים",
  choose: {
    label: "קובץ לייבוא",
    button: "בחירת קובץ",
    drop: "אפשר גם לגרור קובץ לכאן.",
    help: "עד 50,000 שורות ו־25 מ״ב. באקסל: ״שמירה בשם״, ואז ״CSV UTF-8״. גם קבצים ישנים בעברית נקראים.",
    reading: "הקובץ נקרא…",
    failed: "הקובץ לא נקלט",
  },
  refused: {
    not_csv: "זה לא קובץ CSV. באקסל אפשר לשמור אותו כ־CSV בתפריט ״שמירה בשם״.",
    empty: "אין בקובץ אף שורה.",
    too_many_rows: "יש בקובץ יותר מ־50,000 שורות. אפשר לחלק אותו לכמה קבצים.",
    too_many_columns: "יש בקובץ יותר מ־100 עמודות. אפשר למחוק עמודות שאין בהן צורך.",
    too_large: "הקובץ גדול מ־25 מ״ב. אפשר לחלק אותו לכמה קבצים.",
  },
  earlier: { title: "קבצים קודמים", empty: "קבצים שתייבאו יופיעו כאן, ואפשר יהיה לבטל כל ייבוא במשך 7 ימים." },
  table: { file: "קובץ", state: "מצב", result: "תוצאה", by: "מי ומתי" },
  result: (made: number, changed: number, refused: number) =>
    [
      made > 0 && `${made.toLocaleString("he-IL")} נוספו`,
      changed > 0 && `${changed.toLocaleString("he-IL")} עודכנו`,
      refused > 0 && `${refused.toLocaleString("he-IL")} לא נקלטו`,
    ]
      .filter(Boolean)
      .join(", "),
  by: (name: string, day: string) => `${name}, ${day}`,
  states,
  outcomes,
  fields,
  problems,
  mapping: {
    title: "מה יש בכל עמודה",
    text: "העמודות זוהו לפי הכותרות והתוכן. כדאי לעבור עליהן לפני שממשיכים.",
    remembered: "כך בחרתם בפעם הקודמת, בקובץ עם אותן כותרות.",
    hasHeader: "השורה הראשונה היא כותרות",
    column: (nth: number) => `עמודה ${nth.toLocaleString("he-IL")}`,
    noSample: "העמודה ריקה בשורות הראשונות",
    none: "לא לייבא",
    twice: (field: string) => `״${field}״ נבחר ביותר מעמודה אחת`,
    nobody: "צריך לבחור לפחות עמודה אחת של שם, טלפון או דוא״ל",
  },
  policy: {
    label: "מי שכבר רשום, לפי טלפון או דוא״ל",
    options: {
      merge: { title: "להשלים מה שחסר", text: "מה שמישהו מהצוות הקליד נשאר. פרטים חדשים נוספים." },
      skip: { title: "לדלג", text: "לידים שכבר רשומים נשארים כמו שהם." },
      replace: { title: "להחליף", text: "מה שכתוב בקובץ מחליף את מה שרשום. תאים ריקים לא מוחקים דבר." },
    },
  },
  preview: {
    title: "כך ייקלטו השורות הראשונות",
    name: "שם",
    contact: "טלפון ודוא״ל",
    notes: "הערות לייבוא",
    fine: "תקין",
    notTaken: "לא ייקלט",
    nameless: "ללא שם",
  },
  facts: (count: number, encoding: string) => `${rows(count)} · ${encoding}`,
  encodings: {
    "utf-8": "עברית תקנית (UTF-8)",
    "windows-1255": "עברית של אקסל ישן (Windows-1255)",
    "utf-16le": "UTF-16",
    "utf-16be": "UTF-16",
  },
  start: (count: number) => `ייבוא ${count === 1 ? "שורה אחת" : `${count.toLocaleString("he-IL")} שורות`}`,
  starting: "מתחיל…",
  discard: "ויתור על הקובץ",
  cancel: "הפסקת הייבוא",
  resume: "המשך הייבוא",
  failed: "הפעולה לא הצליחה",
  progress: {
    running: "הלידים נשמרים",
    undoing: "הייבוא מבוטל",
    paused: "הייבוא נעצר",
    pausedText: "משהו מנע מהייבוא להמשיך. מה שכבר נשמר נשאר, ואפשר להמשיך מאותה שורה.",
    label: "התקדמות",
    of: (done: number, all: number) => `${done.toLocaleString("he-IL")} מתוך ${all.toLocaleString("he-IL")}`,
    leave: "אפשר לעזוב את הדף. הייבוא ממשיך, והתוצאות יחכו כאן.",
  },
  report: {
    title: "מה קרה",
    made: "נוספו",
    changed: "עודכנו",
    skipped: "דולגו",
    refused: "לא נקלטו",
    undone: (removed: number, restored: number) =>
      `הייבוא בוטל. ${[
        removed > 0 && counted(removed, { none: "", one: "ליד אחד הוסר", many: "לידים הוסרו" }),
        restored > 0 && counted(restored, { none: "", one: "ליד אחד חזר למה שהיה", many: "לידים חזרו למה שהיו" }),
      ]
        .filter(Boolean)
        .join(", ")}.`.replace(" .", ""),
    left: (amount: number) =>
      counted(amount, {
        none: "",
        one: "ליד אחד נשאר, כולו או חלקו, כי מישהו שינה אותו אחרי הייבוא.",
        many: "לידים נשארו, כולם או חלקם, כי מישהו שינה אותם אחרי הייבוא.",
      }),
    toLeads: "לרשימת הלידים",
    cancelled: "הייבוא הופסק באמצע. מה שנשמר עד אז נשאר.",
    discarded: "הקובץ לא יובא.",
  },
  rows: {
    title: "שורות שכדאי לבדוק",
    none: "כל השורות נקלטו כמו שהן.",
    download: "הורדת השורות לקובץ",
    downloading: "מוריד…",
    row: "שורה",
    outcome: "מה קרה",
    why: "למה",
    lead: "לליד",
  },
  undo: {
    button: "ביטול הייבוא",
    title: "לבטל את הייבוא?",
    made: (amount: number) => counted(amount, { none: "", one: "ליד אחד שנוסף יוסר.", many: "לידים שנוספו יוסרו." }),
    changed: (amount: number) =>
      counted(amount, {
        none: "",
        one: "ליד אחד שעודכן יחזור למה שהיה.",
        many: "לידים שעודכנו יחזרו למה שהיו.",
      }),
    kept: "מה שמישהו מהצוות שינה מאז יישאר כמו שהוא.",
    confirming: "מבטל…",
    until: (day: string) => `אפשר לבטל עד ${day}.`,
  },
};
