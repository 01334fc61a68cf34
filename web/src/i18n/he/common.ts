import { counted } from "../plural.ts";

export const common = {
  product: "AgentLocator",
  loading: "טוען…",
  retry: "לנסות שוב",
  close: "סגירה",
  cancel: "ביטול",
  clear: "ניקוי",
  copy: "העתקה",
  copied: "הועתק",
  copyRefused: "הדפדפן לא אפשר להעתיק. הקישור מסומן: אפשר להעתיק אותו מהמקלדת או בלחיצה ארוכה.",
  optional: "לא חובה",
  reload: "טעינה מחדש",
  loadMore: "להציג עוד",
  loadingMore: "טוען עוד…",
  skipToContent: "דילוג לתוכן",
};

export const nav = {
  main: "ניווט ראשי",
  calls: "שיחות",
  leads: "לידים",
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
  role: { manager: "מנהל/ת", business: "סוכן/ת" },
  platformRole: { admin: "מנהל/ת הפלטפורמה" },
};

export const live = {
  calls: (amount: number) =>
    counted(amount, {
      gender: "feminine",
      none: "אין שיחות כרגע",
      one: "שיחה אחת עכשיו",
      two: "שתי שיחות עכשיו",
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
  forbiddenTitle: "אין לך גישה לעמוד הזה",
  forbiddenText: "העמוד פתוח למי שיש לו הרשאה מתאימה. כדי לקבל אותה, כדאי לפנות למנהל/ת המשרד.",
  crashTitle: "משהו השתבש במסך הזה",
  crashText: "הנתונים שמורים. טעינה מחדש פותרת את זה ברוב המקרים; אם זה חוזר, כדאי לכתוב לתמיכה.",
  staleTitle: "יש גרסה חדשה של המערכת",
  staleText: "המסך הזה עודכן מאז שנפתח. טעינה מחדש תביא את הגרסה החדשה.",
  noBusinessTitle: "עדיין אין עסק בחשבון הזה",
  noBusinessText: "מנהל המשרד צריך לצרף את כתובת הדוא״ל הזאת לעסק. אחרי הצירוף די לטעון את הדף מחדש.",
};

export const errors = {
  bad_request: "הבקשה לא הובנה. כדאי לטעון את הדף מחדש ולנסות שוב.",
  validation_failed: "חלק מהפרטים אינם תקינים.",
  unauthorized: "פג תוקף הכניסה. יש להיכנס שוב.",
  invalid_credentials: "הדוא״ל או הסיסמה אינם נכונים.",
  forbidden: "אין הרשאה לפעולה הזאת.",
  not_while_impersonating: "אי אפשר לעשות את זה כשנכנסים בשם מישהו אחר.",
  csrf_failed: "הדף פתוח זמן רב מדי. יש לטעון אותו מחדש ולנסות שוב.",
  bad_signature: "הבקשה נדחתה.",
  not_found: "הרשומה לא נמצאה.",
  conflict: "מישהו אחר שינה את הרשומה בינתיים.",
  payload_too_large: "התוכן ארוך מדי.",
  rate_limited: "יותר מדי ניסיונות. כדאי להמתין דקה ולנסות שוב.",
  internal: "תקלה בשרת. הניסיון הבא כנראה יצליח.",
  dependency_failed: "שירות חיצוני לא ענה. כדאי לנסות שוב בעוד רגע.",
  unavailable: "השירות אינו זמין כרגע. כדאי לנסות שוב בעוד רגע.",
  network: "אין חיבור לשרת. כדאי לבדוק את החיבור לאינטרנט.",
  unexpected: "תקלה לא צפויה. כדאי לנסות שוב.",
};
