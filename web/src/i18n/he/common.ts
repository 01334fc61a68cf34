import { counted } from "../plural.ts";

export const common = {
  product: "AgentLocator",
  loading: "טוען…",
  retry: "ניסיון נוסף",
  close: "סגירה",
  cancel: "ביטול",
  clear: "ניקוי",
  copy: "העתקה",
  copied: "הועתק",
  copyRefused: "הדפדפן לא אפשר להעתיק. הקישור מסומן: אפשר להעתיק אותו מהמקלדת או בלחיצה ארוכה.",
  copyFailed: "הדפדפן לא אפשר להעתיק",
  undo: "ביטול",
  optional: "לא חובה",
  between: (least: number, most: number) =>
    `מספר בין ${least.toLocaleString("he-IL")} ל־${most.toLocaleString("he-IL")}.`,
  /** Of a field with a number, by its buttons. */
  more: (field: string) => `הגדלה: ${field}`,
  less: (field: string) => `הקטנה: ${field}`,
  reload: "טעינה מחדש",
  /** A dialog or a menu whose file could not be fetched. */
  partMissing: "אי אפשר לפתוח את זה כרגע",
  partMissingText: "אולי אין חיבור לאינטרנט, ואולי יש גרסה חדשה של המערכת. אפשר לנסות שוב, או לטעון מחדש את המסך.",
  loadMore: "הצגת עוד",
  loadingMore: "טוען עוד…",
  skipToContent: "דילוג לתוכן",
};

export const nav = {
  main: "ניווט ראשי",
  calls: "שיחות",
  leads: "לידים",
  listings: "נכסים",
  settings: "הגדרות",
  settingsShort: "הגדרות",
  people: "אנשים והרשאות",
  peopleShort: "אנשים",
  audit: "יומן פעולות",
  auditShort: "יומן",
  businesses: "עסקים",
  numbers: "מספרי טלפון",
  numbersShort: "מספרים",
  platformAudit: "יומן הפלטפורמה",
  account: "חשבון",
  signOut: "התנתקות",
  signOutFailed: "ההתנתקות לא הצליחה.",
  /** Beside the word of the navigation, for who does not see the number. */
  callBacksWaiting: (amount: number, isMore: boolean) =>
    isMore
      ? `יותר מ־${amount} לקוחות ממתינים לחזרה`
      : counted(amount, {
          none: "איש אינו ממתין לחזרה",
          one: "לקוח אחד ממתין לחזרה",
          many: "לקוחות ממתינים לחזרה",
        }),
  matchesWaiting: (amount: number, isMore: boolean) =>
    isMore
      ? `יותר מ־${amount} התאמות חדשות`
      : counted(amount, { none: "אין התאמות חדשות", one: "התאמה חדשה אחת", many: "התאמות חדשות" }),
  role: { manager: "מנהל/ת", business: "סוכן/ת" },
  platformRole: { admin: "מנהל/ת הפלטפורמה" },
};

export const live = {
  calls: (amount: number) =>
    counted(amount, {
      none: "אין שיחות כרגע",
      one: "שיחה אחת עכשיו",
      many: "שיחות עכשיו",
    }),
  state: {
    connecting: "מתחבר…",
    open: "מחובר",
    waiting: "מתחבר מחדש…",
    offline: "אין חיבור לאינטרנט",
    closed: "לא מחובר",
  },
};

export const pages = {
  notFoundTitle: "הדף לא נמצא",
  notFoundText: "ייתכן שהקישור ישן, או שהרשומה שייכת לעסק אחר.",
  toHome: "לדף הבית",
  leftTitle: (business: string) => `אינכם עוד בצוות של ${business}`,
  leftText: "הגישה שלכם לעסק הזה הוסרה. אם זו טעות, רק מנהלי העסק יכולים להזמין אתכם שוב.",
  otherBusiness: (business: string) => `אל ${business}`,
  forbiddenTitle: "אין לך גישה לדף הזה",
  forbiddenText: "הדף פתוח למי שיש לו הרשאה מתאימה. כדי לקבל אותה, כדאי לפנות למנהלי העסק.",
  crashTitle: "משהו השתבש במסך הזה",
  crashText: "הנתונים שמורים. טעינה מחדש פותרת את זה ברוב המקרים; אם זה חוזר, כדאי לכתוב לצוות התמיכה.",
  staleTitle: "יש גרסה חדשה של המערכת",
  awayTitle: "אין חיבור לשרת",
  awayText: "המסך ייטען מעצמו כשהשרת יענה שוב.",
  offlineTitle: "אין חיבור לאינטרנט",
  offlineText: "המסך ייטען מעצמו כשהחיבור יחזור.",
  staleText: "המסך הזה עודכן מאז שנפתח. טעינה מחדש תביא את הגרסה החדשה.",
  noBusinessTitle: "עדיין אין עסק בחשבון הזה",
  noBusinessText: "כשמנהלים של עסק יזמינו את כתובת הדוא״ל הזאת, העסק יופיע כאן אחרי הצטרפות דרך הקישור שבהזמנה.",
};

export const errors = {
  bad_request: "הבקשה לא הובנה. כדאי לטעון את הדף מחדש ולנסות שוב.",
  validation_failed: "חלק מהפרטים אינם תקינים.",
  unauthorized: "פג תוקף הכניסה. יש להיכנס שוב.",
  invalid_credentials: "הדוא״ל או הסיסמה אינם נכונים.",
  forbidden: "אין הרשאה לפעולה הזאת.",
  suspended: "העסק מושהה, ולכן אי אפשר לשמור בו שינויים.",
  not_while_impersonating: "אי אפשר לעשות את זה כשנכנסים בשם מישהו אחר.",
  csrf_failed: "הדף פתוח זמן רב מדי. יש לטעון אותו מחדש ולנסות שוב.",
  bad_signature: "הבקשה נדחתה.",
  not_found: "הרשומה לא נמצאה.",
  conflict: "מישהו אחר שינה את הרשומה בינתיים.",
  person_changed: "בדפדפן הזה נכנסו לחשבון אחר. יש לטעון את הדף מחדש.",
  payload_too_large: "התוכן ארוך מדי.",
  rate_limited: "יותר מדי ניסיונות. כדאי להמתין דקה ולנסות שוב.",
  account_guarded:
    "החשבון נעול לזמן מה בפני מכשירים חדשים. אפשר להיכנס ממכשיר שכבר נכנסתם ממנו, או לנסות שוב מאוחר יותר.",
  internal: "תקלה בשרת. הניסיון הבא כנראה יצליח.",
  dependency_failed: "שירות חיצוני לא ענה. כדאי לנסות שוב בעוד רגע.",
  unavailable: "השירות אינו זמין כרגע. כדאי לנסות שוב בעוד רגע.",
  network: "השרת לא עונה כרגע. כדאי לנסות שוב בעוד רגע.",
  offline: "אין חיבור לאינטרנט. אפשר לנסות שוב כשהחיבור יחזור.",
  unexpected: "תקלה לא צפויה. כדאי לנסות שוב.",
};
