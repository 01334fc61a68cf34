import { PASSWORD_MIN_CHARS } from "../../../../core/auth/wire.ts";
import { counted } from "../plural.ts";

export const account = {
  title: "החשבון שלי",
  subtitle: "השם, הסיסמה והמכשירים שמחוברים לחשבון.",
  readOnly: "בזמן כניסה בשם מישהו אחר אפשר לראות את החשבון, ואי אפשר לשנות בו דבר.",

  profileTitle: "פרטים",
  profileText: "כך חברי המשרד רואים אותך.",
  name: "שם מלא",
  email: "דוא״ל",
  emailHelp: "איתו נכנסים למערכת. כדי להחליף כתובת יש לפנות למנהל/ת המשרד.",
  saveName: "שמירת השם",
  saving: "שומר…",
  nameSaved: "השם נשמר",

  passwordTitle: "סיסמה",
  passwordText: "אחרי החלפה כל שאר המכשירים מתנתקים.",
  currentPassword: "הסיסמה הנוכחית",
  currentMissing: "יש להקליד את הסיסמה הנוכחית.",
  currentWrong: "הסיסמה הנוכחית אינה נכונה.",
  samePassword: `הסיסמה החדשה זהה לנוכחית. צריך לבחור סיסמה אחרת, של ${PASSWORD_MIN_CHARS} תווים לפחות.`,
  changePassword: "החלפת הסיסמה",
  changingPassword: "מחליף…",
  passwordChanged: "הסיסמה הוחלפה",
  passwordChangedText: "שאר המכשירים נותקו. המכשיר הזה נשאר מחובר.",

  sessionsTitle: "מכשירים מחוברים",
  sessionsText: "מכשיר לא מוכר? כדאי לנתק אותו ולהחליף סיסמה.",
  sessionsCount: (amount: number) =>
    counted(amount, {
      gender: "masculine",
      none: "אין מכשירים מחוברים",
      one: "מכשיר אחד",
      two: "שני מכשירים",
      many: "מכשירים",
    }),
  thisDevice: "המכשיר הזה",
  inUseNow: "בשימוש עכשיו",
  lastUsed: (when: string) => `שימוש אחרון: ${when}`,
  signedInAt: (when: string) => `כניסה: ${when}`,
  address: "כתובת רשת",
  impersonator: (name: string) => `${name} מצוות המערכת, בשמך`,
  endSession: "ניתוק",
  endSessionOf: (device: string) => `ניתוק ${device}`,
  sessionEnded: "המכשיר נותק",
  endFailed: "הניתוק לא הצליח",
  endEverywhere: "התנתקות מכל המכשירים",
  endEverywhereTitle: "להתנתק מכל המכשירים?",
  endEverywhereText: "כל המכשירים יתנתקו, גם המכשיר הזה. כדי לחזור צריך להיכנס מחדש עם הסיסמה.",
  endEverywhereYes: "להתנתק מכולם",

  /** `browser` ב־`system`; either may be unknown. */
  device: {
    unknown: "מכשיר לא מזוהה",
    browser: {
      chrome: "Chrome",
      edge: "Edge",
      firefox: "Firefox",
      opera: "Opera",
      safari: "Safari",
      samsung: "Samsung Internet",
    },
    unknownBrowser: "דפדפן",
    on: {
      android: "באנדרואיד",
      chromeos: "ב־Chromebook",
      ipad: "באייפד",
      iphone: "באייפון",
      linux: "ב־Linux",
      mac: "ב־Mac",
      windows: "ב־Windows",
    },
  },
};
