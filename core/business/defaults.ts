/**
 * What the assistant of a new business begins with: it can answer the phone before anybody has opened the settings.
 * The greeting says what the law wants said first: that an AI answers and that the call is recorded.
 */
import { DEFAULT_CALL_LIMITS, DEFAULT_TURN_DETECTION, VOICES, type BusinessSettings } from "./settings.ts";

/** A man's name, like the voice. */
const NAME = "נועם";

/** "אל" and not "ל": the prefix would change how a name with ה or in Latin letters is read. */
const greetingOf = (businessName: string): string =>
  `שלום, הגעתם אל ${businessName}. אני ${NAME}, עוזר קולי מבוסס בינה מלאכותית, והשיחה מוקלטת. איך אפשר לעזור?`;

const promptOf = (businessName: string): string => `${businessName} הוא משרד תיווך נדל״ן.

מה לברר, שאלה אחת בכל פעם ורק מה שעוד לא נאמר:
1. קנייה, מכירה, שכירות או השכרה.
2. אזור או שכונה, וכמה חדרים.
3. תקציב, או המחיר המבוקש אצל מי שמוכר או משכיר.
4. מתי צריך להיכנס או לפנות.
5. שם מלא, והאם המספר שממנו מתקשרים הוא המספר לחזרה.
כשיש שם וסוג עסקה, לשמור את הפרטים. אחרי השמירה לומר בקצרה מה נרשם ושיועץ מהמשרד יחזור.

איך מדברים: בחום ובקיצור, משפט או שניים בכל תור. מספרים ומחירים נאמרים במילים. לא מבטיחים מחיר, הנחה או נכס מסוים, ולא מעריכים שווי בטלפון. לא נותנים ייעוץ משפטי, מיסויי או ייעוץ משכנתאות.

מה שלא כתוב כאן, לא ממציאים: אומרים שיועץ יחזור עם תשובה. מי שמבקש לדבר עם אדם או כועס: לא מתווכחים איתו, ועוזרים לו להגיע לאדם.`;

export const defaultSettings = (businessName: string): BusinessSettings => ({
  assistantName: NAME,
  aiPrompt: promptOf(businessName),
  greeting: greetingOf(businessName),
  voice: VOICES[0],
  realtimeModel: null,
  textModel: null,
  transcribeModel: null,
  turnDetection: DEFAULT_TURN_DETECTION,
  limits: DEFAULT_CALL_LIMITS,
  handoffPhone: null,
});
