import { counted } from "../plural.ts";

export const leads = {
  title: "לידים",
  count: (amount: number) =>
    counted(amount, { gender: "masculine", none: "אין לידים", one: "ליד אחד", two: "שני לידים", many: "לידים" }),
  namelessLead: "ללא שם",
  empty: { title: "עדיין אין לידים", text: "העוזר רושם כאן כל מי שמתקשר ומספר מה הוא מחפש." },
  columns: { name: "שם", phone: "טלפון", want: "מה מחפשים", budget: "תקציב", nextAction: "הצעד הבא", updated: "עודכן" },
  back: "כל הלידים",
  callLead: "חיוג",
  facts: { dealType: "סוג העסקה", area: "אזור", rooms: "חדרים", budget: "תקציב", phone: "טלפון", source: "הגיע מ", notes: "הערות" },
  dealType: { buy: "קנייה", rent: "שכירות", sell: "מכירה", let: "השכרה" },
  status: { new: "חדש", contacted: "נוצר קשר", qualified: "מתאים", won: "נסגר", lost: "ירד מהפרק" },
  source: { call: "שיחת טלפון", whatsapp: "וואטסאפ", form: "טופס", import: "ייבוא", manual: "הקלדה ידנית" },
  rooms: (rooms: number) =>
    rooms === 1 ? "חדר אחד" : rooms === 2 ? "שני חדרים" : `${rooms.toLocaleString("he-IL")} חדרים`,
  perMonth: (sum: string) => `${sum} לחודש`,
  nothingKnown: "עדיין לא נאמר מה מחפשים.",
  callsTitle: "השיחות של הלקוח",
  noCalls: "אין שיחות של הלקוח הזה.",
  since: (day: string) => `ליד מאז ${day}`,
  noNextAction: "לא נקבע צעד הבא.",
};
