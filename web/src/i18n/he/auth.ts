import { counted } from "../plural.ts";

/** How long to wait, rounded up: seconds below two minutes, minutes above. */
function waitFor(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  if (seconds < 120)
    return counted(seconds, { gender: "feminine", none: "", one: "שנייה", two: "שתי שניות", many: "שניות" });
  const minutes = Math.ceil(seconds / 60);
  return counted(minutes, { gender: "feminine", none: "", one: "דקה", two: "שתי דקות", many: "דקות" });
}

export const auth = {
  title: "כניסה למערכת",
  subtitle: "השיחות, הלידים והעוזר הקולי של המשרד",
  email: "דוא״ל",
  password: "סיסמה",
  showPassword: "הצגת הסיסמה",
  hidePassword: "הסתרת הסיסמה",
  submit: "כניסה",
  submitting: "נכנס…",
  emailMissing: "יש להקליד כתובת דוא״ל.",
  emailInvalid: "זו לא נראית כתובת דוא״ל תקינה.",
  passwordMissing: "יש להקליד סיסמה.",
  sessionEnded: "פג תוקף הכניסה. אחרי כניסה מחדש המסך יחזור למקום שבו היה.",
  signOutFailed: "ההתנתקות לא הצליחה.",
  forgotLink: "שכחתי סיסמה",
  throttled: (waitMs: number) => `יותר מדי ניסיונות. אפשר לנסות שוב בעוד ${waitFor(waitMs)}.`,
  throttleOver: "אפשר לנסות שוב.",
  toSignIn: "לדף הכניסה",
  /** In place of a field's own problem, where the server refused it and did not say why in a way we know. */
  fieldRefused: "הערך לא התקבל.",

  forgot: {
    title: "שכחתי סיסמה",
    text: "נשלח קישור לבחירת סיסמה חדשה.",
    submit: "שליחת קישור",
    submitting: "שולח…",
    sentTitle: "הבקשה התקבלה",
    sentText: (email: string) =>
      `אם יש חשבון עם הכתובת \u2068${email}\u2069, נשלח אליה קישור לבחירת סיסמה חדשה. הקישור תקף לשעה אחת.`,
    sentHelp: "לא הגיע תוך כמה דקות? כדאי לבדוק בדואר הזבל, או לבקש קישור ממנהל/ת המשרד: הבקשה מופיעה אצלם.",
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
      chars === 1
        ? "חסר עוד תו אחד"
        : `חסרים עוד ${counted(chars, { gender: "masculine", none: "", one: "", two: "שני תווים", many: "תווים" })}`,
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
    goneText: "קישור לסיסמה חדשה תקף לשעה אחת ולשימוש אחד בלבד, וקישור חדש מבטל את הקודם.",
    missingTitle: "הקישור אינו שלם",
    missingText: "כדאי לפתוח את הקישור שוב מתוך ההודעה, או להעתיק אותו במלואו.",
    askAgain: "בקשת קישור חדש",
  },

  invitation: {
    title: (business: string) => `הזמנה להצטרף אל ${business}`,
    pageTitle: "הזמנה",
    role: { manager: "כמנהל/ת המשרד", business: "כסוכן/ת" },
    validUntil: (when: string) => `ההזמנה תקפה עד ${when}.`,
    name: "שם מלא",
    nameHelp: "כך השם יופיע לחברי המשרד.",
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
    suspended: "העסק מושהה כרגע, ולכן אי אפשר להצטרף אליו. ההזמנה נשארת בתוקף עד המועד שלה.",
    welcome: (business: string) => `הצטרפת אל ${business}`,
    goneTitle: "ההזמנה כבר אינה תקפה",
    goneText: "ההזמנה נוצלה, בוטלה או שפג תוקפה. אפשר לבקש ממנהל/ת המשרד לשלוח הזמנה חדשה.",
    missingTitle: "הקישור אינו שלם",
    missingText: "כדאי לפתוח את הקישור שוב מתוך ההודעה, או להעתיק אותו במלואו.",
  },
};
