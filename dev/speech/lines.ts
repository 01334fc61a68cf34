/** Every sentence of the demo calls, spoken by a synthetic voice. Scenario first in the id. */
export type Voice = "caller" | "assistant";

export interface Line {
  readonly id: string;
  readonly voice: Voice;
  readonly text: string;
}

export const lines = [
  // Greetings: the seed of the two demo businesses holds the same words.
  {
    id: "greeting-carmel",
    voice: "assistant",
    text: "שלום, הגעתם לנדל״ן הכרמל. אני העוזר הקולי של המשרד, השיחה מוקלטת. איך אפשר לעזור?",
  },
  {
    id: "greeting-bayit",
    voice: "assistant",
    text: "שלום, כאן בית וגן נכסים. מדבר העוזר הקולי, והשיחה מוקלטת. במה אפשר לעזור?",
  },

  { id: "buyer-looking", voice: "caller", text: "שלום, אני מחפשת דירת ארבעה חדרים לקנייה, בכרמל הצרפתי בחיפה." },
  { id: "buyer-ask-budget", voice: "assistant", text: "בשמחה. יש כמה דירות יפות בכרמל הצרפתי. מה התקציב, בערך?" },
  { id: "buyer-budget", voice: "caller", text: "עד שניים וחצי מיליון, וחשוב לי שתהיה מרפסת." },
  { id: "buyer-ask-name", voice: "assistant", text: "מצוין, רשמתי. על איזה שם לשמור את הפרטים?" },
  { id: "buyer-name", voice: "caller", text: "קוראים לי דנה לוי." },
  {
    id: "buyer-saved",
    voice: "assistant",
    text: "תודה, דנה. שמרתי את הפרטים, ומישהו מהמשרד יחזור אלייך עוד היום.",
  },
  { id: "buyer-thanks", voice: "caller", text: "מעולה, תודה רבה, ביי." },
  { id: "buyer-goodbye", voice: "assistant", text: "תודה שהתקשרת. יום נעים ולהתראות." },

  { id: "interrupter-question", voice: "caller", text: "היי, רציתי לשאול איך זה עובד אצלכם, מה אתם בעצם עושים?" },
  {
    id: "interrupter-long-one",
    voice: "assistant",
    text:
      "שאלה טובה. המשרד מלווה קונים ומוכרים בכל שכונות העיר. " +
      "בהתחלה מבררים מה בדיוק מחפשים, כמה חדרים, באיזה אזור ומה התקציב. " +
      "אחר כך מתאימים דירות מתוך המאגר, ומתאמים ביקורים בשעות שנוחות לכולם. " +
      "יועץ מהמשרד מגיע לכל ביקור, מסביר על הבניין ועל השכנים, ועוזר גם במשא ומתן. " +
      "בסוף מחברים לעורך דין ולבנק, עד לקבלת המפתח.",
  },
  { id: "interrupter-cut-one", voice: "caller", text: "רגע, רגע, רק שאלה." },
  {
    id: "interrupter-long-two",
    voice: "assistant",
    text:
      "כן, בבקשה. אם השאלה היא על קנייה, אז כך זה נראה. " +
      "דירת שלושה חדרים עולה היום בין מיליון ושש מאות לשני מיליון שקלים, לפי הקומה והמצב. " +
      "לדירת ארבעה חדרים כדאי להתכונן לסכום גבוה יותר, בעיקר קרוב לים או לפארק. " +
      "אפשר לקבל אישור עקרוני מהבנק עוד לפני שמתחילים לחפש, וזה חוסך הרבה זמן. " +
      "אם רוצים, אפשר גם לקבוע פגישה קצרה במשרד.",
  },
  { id: "interrupter-cut-two", voice: "caller", text: "לא, התכוונתי לשכירות." },
  { id: "interrupter-short", voice: "assistant", text: "הבנתי. כן, יש גם דירות להשכרה, החל מארבעת אלפים שקלים בחודש." },
  { id: "interrupter-thanks", voice: "caller", text: "אה, בסדר גמור, הבנתי. תודה, להתראות." },
  { id: "interrupter-goodbye", voice: "assistant", text: "בשמחה. להתראות ויום טוב." },

  { id: "silent-reprompt", voice: "assistant", text: "אתם איתי על הקו?" },
  { id: "silent-goodbye", voice: "assistant", text: "לא שומעים אתכם, אז אסיים כאן. אפשר להתקשר שוב בכל זמן. להתראות." },

  {
    id: "hangs-up-long",
    voice: "caller",
    text:
      "שלום, תשמע, יש לי דירה של ההורים ברחוב הגפן, קומה שלישית בלי מעלית, " +
      "והם רוצים למכור אותה אבל רק אחרי החגים, ואני לא בטוח אם כדאי קודם לשפץ את המטבח.",
  },
  { id: "hangs-up-answer", voice: "assistant", text: "הבנתי, דירה למכירה ברחוב הגפן. אשמח לרשום פרטים. על איזה שם?" },

  {
    id: "openai-drops-details",
    voice: "caller",
    text: "ערב טוב, אנחנו מחפשים לשכור דירת שלושה חדרים בנווה שאנן, עד חמשת אלפים שקל בחודש.",
  },
  { id: "openai-drops-ask-name", voice: "assistant", text: "רשמתי שכירות בנווה שאנן. על איזה שם לשמור?" },
  { id: "openai-drops-name", voice: "caller", text: "יוסי כהן, והכניסה רק בספטמבר." },
  { id: "openai-drops-saved", voice: "assistant", text: "תודה, יוסי. הפרטים נשמרו, ויחזרו אליך מהמשרד בקרוב." },
  { id: "openai-drops-thanks", voice: "caller", text: "סבבה, תודה, ערב נעים." },
  { id: "openai-drops-goodbye", voice: "assistant", text: "תודה, ערב טוב ולהתראות." },

  { id: "generic-repeat", voice: "assistant", text: "לא שמעתי טוב, אפשר לחזור על זה?" },
  { id: "generic-filler", voice: "assistant", text: "רגע, בודק." },
  { id: "generic-reattach", voice: "assistant", text: "סליחה, השיחה נותקה לרגע. אפשר להמשיך מאיפה שעצרנו." },
  { id: "generic-not-saved", voice: "assistant", text: "סליחה, לא הצלחתי לשמור את הפרטים. אבקש שיחזרו אליך מהמשרד." },
  { id: "generic-anything-else", voice: "assistant", text: "אפשר לעזור במשהו נוסף?" },
  // What the product dictates at the end of a call (core/assistant/prompts.ts).
  { id: "generic-farewell", voice: "assistant", text: "תודה שהתקשרתם, יום טוב ולהתראות." },
  { id: "generic-goodbye", voice: "assistant", text: "תודה, להתראות." },
] as const satisfies readonly Line[];

export type ClipId = (typeof lines)[number]["id"];
export type CallerClipId = Extract<(typeof lines)[number], { voice: "caller" }>["id"];
export type AssistantClipId = Extract<(typeof lines)[number], { voice: "assistant" }>["id"];
