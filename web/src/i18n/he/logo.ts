import { LOGO_MAX_BYTES, LOGO_MAX_PX, LOGO_MIN_PX, type LogoProblem } from "../../../../core/business/logo.ts";

const maxKb = LOGO_MAX_BYTES / 1024;
/** Of a file that is shrunk before it is sent (features/business/settings/logo/logo-file.ts). */
const maxMb = 20;
const maxSide = (8192).toLocaleString("he-IL");
const [min, max] = [LOGO_MIN_PX, LOGO_MAX_PX].map((px) => px.toLocaleString("he-IL"));

const problems: Record<LogoProblem | "unreadable" | "too_heavy", string> = {
  empty: "הקובץ ריק.",
  too_large: `התמונה תופסת יותר מ־${maxKb} ק״ב גם אחרי הקטנה. כדאי לבחור תמונה פשוטה יותר.`,
  too_heavy: `הקובץ גדול מכדי להקטין אותו כאן: עד ${maxMb} מ״ב ועד ${maxSide} פיקסלים בכל צד.`,
  not_a_picture: "זו לא תמונת PNG, JPEG או WebP.",
  damaged: "התמונה פגומה או לא שלמה. כדאי לשמור אותה מחדש ולנסות שוב.",
  other_type: "סוג התמונה אינו תואם לתוכן הקובץ.",
  too_few_pixels: `התמונה קטנה מדי: לפחות ${min} פיקסלים בכל צד.`,
  too_many_pixels: `התמונה גדולה מדי: עד ${max} פיקסלים בכל צד.`,
  unreadable: "לא הצלחנו לקרוא את הקובץ. אולי הוא הועבר או נמחק.",
};

export const logo = {
  title: "לוגו",
  text: "מופיע ליד שם העסק אצל כל הצוות.",
  help: "PNG, JPEG או WebP. תמונה מרובעת נראית הכי טוב; תמונה גדולה מוקטנת כאן לפני השמירה.",
  drop: "אפשר גם לגרור לכאן קובץ תמונה.",
  dropZone: "גרירה או הדבקה של לוגו",
  none: "עדיין אין לוגו",
  current: "הלוגו של העסק",
  chosen: (file: string) => `נבחר ${file}. הלוגו עוד לא נשמר.`,
  shrunk: (file: string) => `נבחר ${file}, והתמונה הוקטנה. הלוגו עוד לא נשמר.`,
  choose: "בחירת תמונה",
  chooseOther: "תמונה אחרת",
  replace: "החלפת הלוגו",
  save: "שמירת הלוגו",
  saving: "שומר…",
  saved: "הלוגו נשמר",
  savedText: "הצוות יראה אותו בכניסה הבאה לדף.",
  saveFailed: (why: string) => `הלוגו לא נשמר. ${why}`,
  remove: "הסרת הלוגו",
  removing: "מסיר…",
  removed: "הלוגו הוסר",
  removeTitle: "להסיר את הלוגו?",
  removeText: "ליד שם העסק יופיע שוב הסמל הכללי. אפשר להעלות לוגו חדש בכל רגע.",
  problems,
};
