/** What has happened in one's account. Of its own: the notice of it stands above every page. */
export const accountEvents = {
  title: "מה קרה בחשבון",
  text: "החלפות סיסמה, ומה שאחרים עשו בחשבון שלך ב־90 הימים האחרונים.",
  none: "לא קרה כאן דבר ב־90 הימים האחרונים.",
  newsTitle: "משהו קרה בחשבון שלך",
  notYou: "לא ידעת על זה? כדאי להחליף סיסמה ולספר לצוות התמיכה.",
  toAccount: "לחשבון שלי",
  seen: "הבנתי",
  /** `by`: a name, or null for the owner. */
  what: {
    "person.reset_link_made": (by: string | null) => `נוצר קישור לסיסמה חדשה לחשבון שלך${by ? `, בידי ${by}` : ""}`,
    "password.reset": () => "נבחרה סיסמה חדשה דרך קישור",
    "password.changed": () => "הסיסמה הוחלפה",
    "person.role_changed": (by: string | null) => `התפקיד שלך שונה${by ? `, בידי ${by}` : ""}`,
    "impersonation.started": (by: string | null) => `צוות התמיכה נכנס בשמך${by ? `: ${by}` : ""}`,
  },
};
