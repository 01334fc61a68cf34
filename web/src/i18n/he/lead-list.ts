import { counted } from "../plural.ts";

const plain = (count: number) => count.toLocaleString("he-IL");

/** The list of leads: filters, order, columns, selection, saved views, the bin. */
export const leadList = {
  table: "רשימת הלידים",
  search: "חיפוש בלידים",
  searchHint: "שם, טלפון או מה שנאמר",
  filters: "סינון הלידים",
  by: { status: "סטטוס", source: "מקור", tag: "תגית", deal: "סוג עסקה", agent: "סוכן/ת" },
  remove: (what: string) => `הסרת הסינון: ${what}`,
  clear: "ניקוי הסינון",
  noTags: "עדיין אין תגיות. אפשר להוסיף אותן לליד, או לכמה לידים שנבחרו.",
  gone: "לא קיים עוד",
  everybody: "כולם",
  count: (count: number, isMore: boolean) =>
    isMore ? `${plain(count)}+ לידים` : counted(count, { none: "אין לידים", one: "ליד אחד", many: "לידים" }),
  sort: "סידור",
  sorts: { changed: "השתנו לאחרונה", created: "נוספו לאחרונה", name: "לפי שם" },
  tooMany: "אפשר לסדר כך עד 1,000 לידים. סינון יצמצם את הרשימה.",
  tooManyNow: "יש יותר מ־1,000 לידים, ולכן הם מסודרים לפי השינוי האחרון. סינון יאפשר סידור אחר.",
  whileSearching: "תוצאות חיפוש מסודרות לפי ההתאמה.",
  columns: "עמודות",
  column: {
    name: "שם",
    wish: "מה מחפשים",
    nextAction: "הצעד הבא",
    status: "סטטוס",
    tags: "תגיות",
    assignee: "סוכן/ת",
    phone: "טלפון",
    source: "מקור",
    created: "נוסף",
    updated: "עודכן",
    actions: "חיוג",
  },
  more: (count: number) => `ועוד ${plain(count)}`,
  select: (name: string) => `בחירת ${name}`,
  selectShown: "בחירת כל הלידים שנטענו",
  keys: "מקשי החצים עוברים בין הלידים, Enter פותח, X בוחר, / עובר לחיפוש.",
  end: "אלה כל הלידים.",
  none: {
    title: "עדיין אין לידים",
    text: "העוזר רושם כאן כל מי שמתקשר ומספר מה הוא מחפש. אפשר גם לפתוח ליד מתוך שיחה.",
    action: "אל השיחות",
  },
  noneOwn: { title: "אין לידים ששויכו אליך", text: "לידים שמנהלי העסק ישייכו אליך יופיעו כאן." },
  nothingFound: {
    title: "לא נמצאו לידים",
    text: "אין לידים שמתאימים לסינון. אפשר להסיר חלק ממנו או לנקות את כולו.",
  },
};
