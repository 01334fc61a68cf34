import { counted } from "../plural.ts";

/** The board of leads by status. */
export const board = {
  title: "לוח לידים",
  views: "תצוגה",
  list: "רשימה",
  board: "לוח",
  label: "לוח הלידים, עמודה לכל סטטוס",
  column: (status: string, amount: string) => `${status}: ${amount}`,
  leads: (amount: number) => counted(amount, { none: "אין לידים", one: "ליד אחד", many: "לידים" }),
  more: (amount: number) => `יותר מ־${amount.toLocaleString("he-IL")} לידים`,
  moreShort: (amount: number) => `${amount.toLocaleString("he-IL")}+`,
  drag: (lead: string) => `העברה של ${lead} לעמודה אחרת`,
  empty: "אין כאן לידים. אפשר לגרור לכאן כרטיס.",
  emptyFiltered: "אין לידים שמתאימים לסינון.",
  filtered: "מוצגים רק לידים שמתאימים לסינון.",
  clear: "ניקוי הסינון",
  settings: "עריכת הסטטוסים",
  drop: (status: string) => `להעביר אל ${status}`,
};
