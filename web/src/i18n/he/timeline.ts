import { counted } from "../plural.ts";

/** One sentence for each event of a call. Optional parts are left out when the record does not have them. */
export const timeline = {
  webhook_received: "השיחה נכנסה למערכת.",
  stream_started: "הקו חובר לעוזר.",
  stream_lost: "הקו אל העוזר נותק.",
  stream_reattached: "הקו חובר מחדש, והשיחה המשיכה מהמקום שבו נעצרה.",
  greeting_played: "הושמעה הפתיחה.",
  greeting_unheard: "השיחה נגמרה לפני שהפתיחה נשמעה עד סופה.",
  model_connected: (attempt?: number) =>
    attempt && attempt > 1 ? `העוזר מוכן לדבר, בניסיון ה־${attempt}.` : "העוזר מוכן לדבר.",
  model_dropped: "החיבור ל־OpenAI נותק, ונעשה ניסיון לחדש אותו.",
  model_reconnected: (attempt?: number) =>
    attempt && attempt > 1 ? `העוזר התחבר מחדש, בניסיון ה־${attempt}.` : "העוזר התחבר מחדש.",
  model_renewed: "החיבור ל־OpenAI חודש ברגע שקט, בלי שהלקוח הרגיש.",
  session_trimmed: "היה יותר מדי מידע לשיחה אחת, והעוזר קיבל רק את העיקר.",
  answer_retried: "התשובה לא הגיעה, והעוזר התבקש לענות שוב.",
  answer_incomplete: "התשובה של העוזר נקטעה לפני סופה.",
  filler_played: "התשובה התעכבה, והלקוח שמע ״רגע אחד״.",
  speech_resumed: "הלקוח אמר מילה קצרה, והעוזר המשיך את המשפט.",
  turn_not_transcribed: "הלקוח דיבר, אבל הדברים לא נרשמו במילים.",
  handoff_started: "מחייגים אל אדם מהמשרד.",
  handoff_failed: "אף אחד מהמשרד לא קיבל את השיחה.",
  model_failed: "העוזר לא הצליח להתחבר ל־OpenAI.",
  interrupted: (heard?: string) => (heard ? `הלקוח נכנס לדברי העוזר אחרי ${heard} שנ׳.` : "הלקוח נכנס לדברי העוזר."),
  tool_called: (tool: string) => `העוזר ביקש ${tool}.`,
  tool_finished: (tool: string) => `הבקשה ${tool} בוצעה.`,
  tool_failed: (tool: string) => `הבקשה ${tool} לא הצליחה.`,
  dtmf: (digits?: number) =>
    digits
      ? `הלקוח הקיש ${counted(digits, { gender: "feminine", none: "", one: "ספרה אחת", two: "שתי ספרות", many: "ספרות" })}.`
      : "הלקוח הקיש במקשי הטלפון.",
  reprompted: (count?: number) =>
    count && count > 1
      ? `שוב שקט על הקו: העוזר שאל אם שומעים אותו (פעם ${count}).`
      : "שקט על הקו: העוזר שאל אם שומעים אותו.",
  wrapping_up: "השיחה הגיעה לאורך המרבי, והעוזר נפרד.",
  handed_off: "השיחה הועברה לסוכן.",
  frames_missing: (amount?: number) =>
    amount ? `חסרו ${amount.toLocaleString("he-IL")} קטעי קול מהקו.` : "חסרו קטעי קול מהקו.",
  garbage_frame: "התקבל מהקו מידע לא קריא, והשיחה המשיכה.",
  call_ended: "השיחה הסתיימה.",
};

/** What the assistant's tools do, as in "העוזר ביקש …". */
export const tools: Readonly<Record<string, string>> = {
  save_lead: "לשמור את פרטי הלקוח",
  end_call: "לסיים את השיחה",
};

export const toolUnknown = "לבצע פעולה במערכת";

/** While it runs, at the foot of a live transcript. */
export const toolRunning = (tool: string) => `העוזר מבקש ${tool}…`;
