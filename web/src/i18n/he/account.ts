import { counted } from "../plural.ts";
import { PASSWORD_MIN_CHARS } from "../../../../core/auth/wire.ts";

export const account = {
  title: "החשבון שלי",
  subtitle: "השם, הסיסמה והמכשירים שמחוברים לחשבון.",
  readOnly: "בזמן כניסה בשם מישהו אחר אפשר לראות את החשבון, ואי אפשר לשנות בו דבר.",

  profileTitle: "פרטים",
  profileText: "כך אנשי העסק רואים אותך.",
  name: "שם מלא",
  email: "דוא״ל",
  emailHelp:
    "איתו נכנסים למערכת, והוא אינו ניתן להחלפה. כדי לעבור לכתובת אחרת, מנהלי העסק מזמינים אותה לצוות ומסירים את הישנה.",
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
  thisDevice: "המכשיר הזה",
  inUseNow: "בשימוש עכשיו",
  lastUsed: (when: string) => `שימוש אחרון: ${when}`,
  signedInAt: (when: string) => `כניסה: ${when}`,
  address: "כתובת רשת",
  impersonator: (name: string) => `${name} מצוות התמיכה, בשמך`,
  endSession: "ניתוק",
  endSessionOf: (device: string) => `ניתוק ${device}`,
  sessionEnded: "המכשיר נותק",
  endFailed: "הניתוק לא הצליח",
  older: (amount: number) =>
    counted(amount, {
      none: "אין מכשירים נוספים",
      one: "עוד מכשיר אחד שלא היה בשימוש בשבוע האחרון",
      many: "מכשירים נוספים שלא היו בשימוש בשבוע האחרון",
    }),
  endOthers: "התנתקות משאר המכשירים",
  endOthersTitle: "להתנתק מכל שאר המכשירים?",
  endOthersText: "כל המכשירים יתנתקו, חוץ מהמכשיר הזה.",
  endOthersYes: "ניתוק האחרים",
  othersEnded: "שאר המכשירים נותקו",
  endEverywhere: "התנתקות מכל המכשירים",
  endEverywhereTitle: "להתנתק מכל המכשירים?",
  endEverywhereText: "כל המכשירים יתנתקו, גם המכשיר הזה. כדי לחזור צריך להיכנס מחדש עם הסיסמה.",
  endEverywhereYes: "התנתקות מכולם",

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
