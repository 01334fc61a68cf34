/** What the text model writes: summaries of the demo calls and short replies. */
import { plainValue, type Schema } from "./json-schema.ts";

interface Summary {
  readonly summary: string;
  readonly nextAction: string;
}

const calls: readonly { readonly sign: string; readonly summary: Summary; readonly outcome: RegExp }[] = [
  {
    sign: "דנה לוי",
    summary: {
      summary: "דנה לוי מחפשת דירת ארבעה חדרים לקנייה בכרמל הצרפתי בחיפה, עד שניים וחצי מיליון שקלים. חשובה לה מרפסת.",
      nextAction: "לחזור לדנה היום עם שתיים או שלוש דירות מתאימות ולהציע ביקור.",
    },
    outcome: /^(?!no).*(lead|saved|detail|interest|success)/i,
  },
  {
    sign: "יוסי כהן",
    summary: {
      summary: "יוסי כהן מחפש לשכור דירת שלושה חדרים בנווה שאנן, עד חמשת אלפים שקלים בחודש, כניסה בספטמבר.",
      nextAction: "לבדוק דירות להשכרה בנווה שאנן לכניסה בספטמבר ולחזור ליוסי.",
    },
    outcome: /^(?!no).*(lead|saved|detail|interest|success)/i,
  },
  {
    sign: "התכוונתי לשכירות",
    summary: {
      summary: "המתקשר שאל איך המשרד עובד והתעניין בדירות להשכרה. לא הושארו פרטים.",
      nextAction: "לשלוח הודעה קצרה עם דירות להשכרה ולבקש פרטים.",
    },
    outcome: /info|question|inquiry|no_?lead|answered/i,
  },
  {
    sign: "ברחוב הגפן",
    summary: {
      summary: "המתקשר רוצה למכור דירה של הוריו ברחוב הגפן, קומה שלישית בלי מעלית. השיחה נקטעה באמצע.",
      nextAction: "להתקשר בחזרה ולהציע פגישת הערכה לדירה.",
    },
    outcome: /hung|drop|cut|abandon|incomplete|disconnect|unclear/i,
  },
];

const nothing: Summary = {
  summary: "המתקשר לא השאיר פרטים.",
  nextAction: "",
};

/**
 * An object of the schema asked for. A call's summary (`summary`, `nextAction`, `outcome`) tells of
 * the demo call that the text is about; other fields get the plainest value there is.
 */
export function structuredAnswer(schema: Schema, said: string): unknown {
  const call = calls.find(({ sign }) => said.includes(sign));
  const plain = plainValue(schema, textAnswer(said));
  if (typeof plain !== "object" || plain === null) return plain;
  const { summary, nextAction } = call?.summary ?? nothing;
  const outcomes = schema.properties?.["outcome"]?.enum?.filter((value) => typeof value === "string") ?? [];
  const wanted = call?.outcome ?? /silent|none|nothing|unclear|other|hung|abandon|^no_/i;
  // The product names the outcomes; take the nearest in meaning.
  const outcome = outcomes.find((value) => wanted.test(value)) ?? outcomes[0] ?? "other";
  const known = { summary, nextAction, outcome };
  return Object.fromEntries(
    Object.entries(plain).map(([key, value]: [string, unknown]) => [key, Reflect.get(known, key) ?? value]),
  );
}

/** A reply in a chat thread: the WhatsApp assistant's model. */
export function textAnswer(asked: string): string {
  if (/תודה|להתראות/.test(asked)) return "בשמחה, אני כאן אם יש עוד שאלות.";
  if (/פגיש|ביקור|לראות/.test(asked)) return "אשמח לתאם. באיזה יום ובאיזו שעה נוח?";
  if (/שכירות|לשכור|השכרה/.test(asked)) return "יש כמה דירות להשכרה. באיזו שכונה, וכמה חדרים?";
  if (/דיר|חדרים|לקנות|קנייה/.test(asked)) return "נשמע טוב. מה התקציב, בערך, ובאיזו שכונה?";
  return "שלום, אני העוזר של המשרד. במה אפשר לעזור?";
}
