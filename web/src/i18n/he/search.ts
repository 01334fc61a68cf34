import { counted } from "../plural.ts";

export const search = {
  title: "חיפוש",
  label: "חיפוש בלידים ובשיחות",
  placeholder: "שם, טלפון, או מילים שנאמרו או נרשמו",
  kinds: { label: "במה לחפש", all: "הכול", leads: "לידים", calls: "שיחות" },
  start: {
    title: "מה מחפשים?",
    text: "אפשר לכתוב שם, כמה ספרות של טלפון, או מילים שנאמרו בשיחה או נרשמו על ליד.",
  },
  none: (typed: string) => ({
    title: `לא נמצא דבר עבור ״${typed}״`,
    text: "כדאי לנסות מילה אחת, חלק מהשם, או הספרות האחרונות של הטלפון.",
  }),
  noneInKind: { leads: "אין לידים שמתאימים.", calls: "אין שיחות שמתאימות." },
  /** Read out when the answer is there. */
  found: (leads: number | null, calls: number | null) =>
    [
      leads === null ? null : counted(leads, { none: "אין לידים", one: "ליד אחד", many: "לידים" }),
      calls === null ? null : counted(calls, { none: "אין שיחות", one: "שיחה אחת", many: "שיחות" }),
    ]
      .filter((part) => part !== null)
      .join(", "),
  said: { caller: "הלקוח:", assistant: "העוזרת:" },
  inSummary: "מתוך הסיכום:",
  end: "אלה התוצאות הראשונות. עוד מילה תצמצם אותן.",
};
