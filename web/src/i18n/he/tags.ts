import { counted } from "../plural.ts";

const leads = (amount: number) => counted(amount, { none: "אין לידים", one: "ליד אחד", many: "לידים" });

/** Tags of leads: a part of the settings. */
export const tagTexts = {
  title: "תגיות",
  text: "מילים שמסמנים בהן לידים, כדי למצוא אותם יחד. כל אחד בצוות יכול להוסיף תגית מתוך ליד.",
  list: "התגיות של העסק",
  add: "תגית חדשה",
  full: (most: number) => `אפשר להגדיר עד ${most.toLocaleString("he-IL")} תגיות.`,
  search: "חיפוש תגית",
  nothingFound: (typed: string) => `אין תגית שמתאימה ל„${typed}”.`,
  none: {
    title: "אין עדיין תגיות",
    text: "תגית היא מילה אחת או שתיים, למשל „דחוף” או „משקיע”. אפשר להוסיף אותה לכל ליד ולסנן לפיה את הרשימה.",
  },
  leads,
  leadsOf: (name: string, amount: number) => `${name}: ${leads(amount)}`,
  more: (name: string) => `פעולות על ${name}`,
  actions: { edit: "שינוי שם וצבע", merge: "איחוד עם תגית אחרת", remove: "מחיקה" },
  form: {
    newTitle: "תגית חדשה",
    editTitle: (name: string) => `עריכת ${name}`,
    name: "שם",
    noName: "צריך שם לתגית.",
    taken: "כבר יש תגית בשם הזה.",
    joinInstead: (name: string) => `איחוד עם ${name}`,
    color: "צבע",
    save: "שמירה",
    saving: "שומר…",
    otherwise: "הערך הזה לא התקבל.",
    created: (name: string) => `התגית ${name} נוספה`,
    changed: (name: string) => `התגית ${name} נשמרה`,
  },
  merge: {
    title: (name: string) => `איחוד של ${name} עם תגית אחרת`,
    text: (name: string, amount: number) =>
      amount === 0
        ? `אין לידים עם התגית ${name}. היא תימחק, ותצוגות שמורות שמסננות לפיה יסננו לפי התגית שתבחרו.`
        : `${leads(amount)} עם התגית ${name} יקבלו במקומה את התגית שתבחרו. התגית ${name} תימחק.`,
    into: "התגית שנשארת",
    choose: "בחירת תגית",
    missing: "צריך לבחור תגית.",
    submit: "איחוד",
    submitting: "מאחד…",
    done: (from: string, to: string) => `${from} אוחדה עם ${to}`,
  },
  deletion: {
    title: (name: string) => `למחוק את התגית ${name}?`,
    text: (amount: number) =>
      amount === 0
        ? "אין לידים עם התגית הזאת."
        : `היא תוסר מ${amount === 1 ? "ליד אחד" : `־${leads(amount)}`}. הלידים עצמם נשארים.`,
    submit: "מחיקה",
    submitting: "מוחק…",
    done: (name: string) => `התגית ${name} נמחקה`,
  },
  later: "יש לידים רבים, ולכן זה נמשך עוד כמה דקות ברקע.",
  refused: "משהו בתגיות השתנה בינתיים. אפשר לנסות שוב בעוד רגע.",
};
