import { counted } from "../plural.ts";

/** How long to wait, rounded up: seconds below two minutes, minutes above. */
function waitFor(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < 120) return counted(seconds, { none: "", one: "שנייה", many: "שניות" });
  const minutes = Math.ceil(seconds / 60);
  return counted(minutes, { none: "", one: "דקה", many: "דקות" });
}

export const auth = {
  title: "כניסה למערכת",
  subtitle: "השיחות, הלידים והעוזר הקולי של העסק",
  email: "דוא״ל",
  password: "סיסמה",
  showPassword: "הצגת הסיסמה",
  hidePassword: "הסתרת הסיסמה",
  submit: "כניסה",
  submitting: "נכנס…",
  typing: {
    capsLock: "Caps Lock פעיל: האותיות נכתבות גדולות.",
    hebrew: {
      email: "יש כאן אותיות בעברית. כדאי להחליף את שפת המקלדת לאנגלית.",
      password: "הסיסמה מוקלדת בעברית. אם היא באנגלית, כדאי להחליף את שפת המקלדת.",
    },
  },
  emailMissing: "יש להקליד כתובת דוא״ל.",
  emailInvalid: "זו לא נראית כתובת דוא״ל תקינה.",
  passwordMissing: "יש להקליד סיסמה.",
  sessionEnded: "פג תוקף הכניסה. אחרי כניסה מחדש המסך יחזור למקום שבו היה.",
  signedOutElsewhere: "התנתקת בלשונית אחרת של הדפדפן.",
  personChanged: {
    title: "בדפדפן הזה נכנסו לחשבון אחר",
    /** The name is known when the other tab has told it. */
    text: (shown: string, now: string) =>
      now === ""
        ? `בלשונית הזאת עדיין מוצג החשבון של ${shown}. שום דבר לא נשמר בשם של מישהו אחר.`
        : `בלשונית הזאת עדיין מוצג החשבון של ${shown}, ובלשונית אחרת נכנסו בשם ${now}. שום דבר לא נשמר בשם של מישהו אחר.`,
    reload: "טעינה של החשבון שמחובר עכשיו",
  },
  forgotLink: "שכחתי סיסמה",
  throttled: (waitMs: number) => `יותר מדי ניסיונות. אפשר לנסות שוב בעוד ${waitFor(waitMs)}.`,
  guarded: (waitMs: number) =>
    `היו יותר מדי ניסיונות כניסה לחשבון הזה ממקומות לא מוכרים, ולכן הוא נעול לזמן מה בפני מכשירים חדשים. אפשר להיכנס ממכשיר או ממקום שכבר נכנסתם ממנו, לבקש סיסמה חדשה דרך ״שכחתי סיסמה״, או לנסות שוב מכאן בעוד ${waitFor(waitMs)}.`,
  throttleOver: "אפשר לנסות שוב.",
  toSignIn: "לדף הכניסה",
  /** In place of a field's own problem, where the server refused it and did not say why in a way we know. */
  fieldRefused: "הערך לא התקבל.",

  forgot: {
    title: "שכחתי סיסמה",
    submit: "שליחת הבקשה",
    submitting: "שולח…",
    sentTitle: "הבקשה התקבלה",
    ways: {
      mailed: {
        text: "יישלח קישור לבחירת סיסמה חדשה, תקף לשעה ולשימוש אחד.",
        sentText: (email: string) =>
          `אם יש חשבון עם הכתובת \u2068${email}\u2069, נשלח אליה קישור לבחירת סיסמה חדשה. הקישור תקף לשעה ולשימוש אחד.`,
        sentHelp: "לא הגיע תוך כמה דקות? כדאי לבדוק בדואר הזבל, או לבקש קישור ממנהלי העסק.",
      },
      /** No mail goes out from here. */
      passedOn: {
        text: "המערכת לא שולחת דוא״ל, ולכן את הקישור לסיסמה חדשה יוצרים אנשים: מנהלי העסק לסוכנים שלהם, וצוות התמיכה למנהלים. הבקשה תופיע אצלם.",
        sentText: (email: string) =>
          `אם יש חשבון עם הכתובת \u2068${email}\u2069, הבקשה מופיעה עכשיו אצל מנהלי העסק ואצל צוות התמיכה. הם יכולים ליצור קישור לסיסמה חדשה ולמסור אותו.`,
        sentHelp: "שום דוא״ל לא נשלח. כדאי לומר להם שהבקשה מחכה.",
      },
      unknown: {
        text: "יש להקליד את הכתובת שאיתה נכנסים למערכת.",
        sentText: (email: string) => `אם יש חשבון עם הכתובת \u2068${email}\u2069, הבקשה לסיסמה חדשה נרשמה.`,
        sentHelp: "אם לא מגיע קישור, אפשר לבקש אותו ממנהלי העסק או מצוות התמיכה.",
      },
    },
    again: "כתובת אחרת",
  },

  newPassword: {
    label: "סיסמה חדשה",
    help: (min: number) => `לפחות ${min} תווים. משפט קצר שקל לזכור עדיף על מילה מסובכת.`,
    missing: "יש לבחור סיסמה.",
    tooShort: (min: number) => `הסיסמה קצרה מדי: צריך לפחות ${min} תווים.`,
    tooLong: (max: number) => `הסיסמה ארוכה מדי: עד ${max} תווים.`,
    strength: "חוזק הסיסמה",
    more: (chars: number) =>
      chars === 1 ? "חסר עוד תו אחד" : `חסרים עוד ${counted(chars, { none: "", one: "", many: "תווים" })}`,
    levels: { short: "קצרה מדי", fair: "מספיקה", good: "טובה", strong: "חזקה" },
  },

  reset: {
    title: "בחירת סיסמה חדשה",
    of: "החשבון",
    submit: "שמירת הסיסמה",
    submitting: "שומר…",
    endsSessions: "אחרי השמירה כל המכשירים מתנתקים, ונכנסים מחדש עם הסיסמה החדשה.",
    done: "הסיסמה הוחלפה. אפשר להיכנס איתה.",
    goneTitle: "הקישור כבר אינו תקף",
    goneText:
      "קישור לסיסמה חדשה תקף לשעה אחת ולשימוש אחד בלבד, וקישור חדש מבטל את הקודם. מי שכבר בחר סיסמה יכול פשוט להיכנס איתה.",
    missingTitle: "הקישור אינו שלם",
    missingText: "כדאי לפתוח את הקישור שוב מתוך ההודעה, או להעתיק אותו במלואו.",
    askAgain: "בקשת קישור חדש",
  },

  invitation: {
    title: (business: string) => `הזמנה להצטרף אל ${business}`,
    pageTitle: "הזמנה",
    role: { manager: "כמנהל/ת העסק", business: "כסוכן/ת" },
    validUntil: (when: string) => `ההזמנה תקפה עד ${when}.`,
    name: "שם מלא",
    nameHelp: "כך השם יופיע לאנשי העסק.",
    nameMissing: "יש להקליד שם.",
    nameTooLong: (max: number) => `השם ארוך מדי: עד ${max} תווים.`,
    choosePassword: "בחירת סיסמה",
    accept: "הצטרפות",
    accepting: "מצרף…",
    hasAccount: "לכתובת הזאת כבר יש חשבון. נכנסים עם הסיסמה שלו, ואז מצטרפים.",
    joinAs: (name: string) => `החשבון של ${name} יצורף לעסק.`,
    join: (business: string) => `הצטרפות אל ${business}`,
    otherTitle: "נכנסתם עם חשבון אחר",
    otherText: (current: string, invited: string) =>
      `המכשיר הזה מחובר כ־\u2068${current}\u2069, וההזמנה נשלחה אל \u2068${invited}\u2069. כדי להצטרף יש להתנתק ולהמשיך עם החשבון שהוזמן.`,
    signOutAndGoOn: "התנתקות והמשך",
    stay: "להישאר בחשבון הנוכחי",
    impersonatingText: "אי אפשר להצטרף לעסק בזמן כניסה בשם מישהו אחר. קודם יוצאים מהכניסה הזאת.",
    foreignPassword:
      "הסיסמה של החשבון שלך נבחרה בשבוע האחרון בקישור שמנהלים יצרו. רק שבוע אחרי זה אפשר להצטרף לעסק נוסף. ההזמנה נשארת פתוחה.",
    suspended: "העסק מושהה כרגע, ולכן אי אפשר להצטרף אליו. ההזמנה נשארת בתוקף עד המועד שלה.",
    welcome: (business: string) => `הצטרפת אל ${business}`,
    goneTitle: "ההזמנה כבר אינה תקפה",
    goneText:
      "ההזמנה נוצלה, נמחקה או שפג תוקפה. מי שכבר הצטרף נכנס עם הסיסמה שבחר, ומי שלא, יכול לבקש קישור חדש ממי שהזמין.",
    missingTitle: "הקישור אינו שלם",
    missingText: "כדאי לפתוח את הקישור שוב מתוך ההודעה, או להעתיק אותו במלואו.",
  },
};
