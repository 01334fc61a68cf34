import { counted } from "../plural.ts";

/** One sentence for each event of a call. Optional parts are left out when the record does not have them. */
export const timeline = {
  webhook_received: "השיחה נכנסה למערכת.",
  stream_started: "הקו חובר לעוזר.",
  stream_lost: "הקו אל העוזר נותק.",
  stream_reattached: "הקו חובר מחדש, והשיחה המשיכה מהמקום שבו נעצרה.",
  greeting_played: "הושמעה הפתיחה.",
  greeting_cut: "הפתיחה נקטעה לפני שנשמע שזה עוזר קולי ושהשיחה מוקלטת.",
  greeting_unheard: "השיחה נגמרה לפני שהפתיחה נשמעה עד סופה.",
  model_connected: (attempt?: number) =>
    attempt && attempt > 1 ? `העוזר מוכן לדבר, בניסיון ה־${attempt}.` : "העוזר מוכן לדבר.",
  model_dropped: "החיבור ל־OpenAI נותק, ונעשה ניסיון לחדש אותו.",
  model_reconnected: (attempt?: number) =>
    attempt && attempt > 1 ? `העוזר התחבר מחדש, בניסיון ה־${attempt}.` : "העוזר התחבר מחדש.",
  model_renewed: "החיבור ל־OpenAI חודש ברגע שקט.",
  session_trimmed: "היה יותר מדי מידע לשיחה אחת, והעוזר קיבל רק את העיקר.",
  answer_retried: "התשובה לא הגיעה, והעוזר התבקש לענות שוב.",
  answer_incomplete: "התשובה של העוזר נקטעה לפני סופה.",
  answer_incomplete_why: {
    content_filter: "OpenAI עצרה את התשובה של העוזר באמצע בגלל התוכן שלה.",
    max_output_tokens: "התשובה של העוזר הייתה ארוכה מדי, ונקטעה לפני סופה.",
  },
  filler_played: "התשובה התעכבה, והלקוח שמע ״רגע אחד״.",
  speech_resumed: "הלקוח אמר מילה קצרה, והעוזר המשיך את המשפט.",
  turn_not_transcribed: "הלקוח דיבר, אבל הדברים לא נרשמו במילים.",
  handoff_started: "העוזר ביקש לחייג אל אדם מהעסק.",
  handoff_failed: "אף אחד מהעסק לא קיבל את השיחה.",
  handoff_failed_why: {
    no_answer: "אף אחד מהעסק לא ענה.",
    busy: "הקו בעסק היה תפוס.",
    not_accepted: "בעסק ענו, אבל אף אחד לא הקיש כדי לקבל את השיחה. אולי ענה תא קולי.",
    failed: "לא היה אפשר לחייג אל העסק.",
    caller_left: "הלקוח ניתק לפני שמישהו מהעסק ענה.",
    not_allowed: "לא חייגנו אל העסק: אל המספר להעברת שיחות המערכת לא מחייגת. צריך לבחור מספר אחר בהגדרות.",
    circle: "לא חייגנו אל העסק: המספר להעברת שיחות שייך לעוזר עצמו. צריך לבחור מספר אחר בהגדרות.",
  },
  model_failed: "העוזר לא הצליח להתחבר ל־OpenAI.",
  interrupted: (heard?: string) => (heard ? `הלקוח נכנס לדברי העוזר אחרי ${heard} שנ׳.` : "הלקוח נכנס לדברי העוזר."),
  tool_called: (tool: string) => `העוזר ביקש ${tool}.`,
  tool_finished: (tool: string) => `הבקשה ${tool} בוצעה.`,
  /** Of the tools that have a better word for it. Whether somebody takes the call, other events say. */
  done: {
    save_lead: "פרטי הלקוח נשמרו.",
    hand_over: "העוזר התחיל להעביר את השיחה.",
  } as Readonly<Record<string, string>>,
  tool_failed: (tool: string) => `הבקשה ${tool} לא הצליחה.`,
  dtmf: (digits?: number) =>
    digits
      ? `הלקוח הקיש ${counted(digits, { none: "", one: "ספרה אחת", many: "ספרות" })}.`
      : "הלקוח הקיש במקשי הטלפון.",
  reprompted: (count?: number) =>
    count && count > 1
      ? `שוב שקט על הקו: העוזר שאל אם שומעים אותו (בפעם ה־${count}).`
      : "שקט על הקו: העוזר שאל אם שומעים אותו.",
  wrapping_up: "השיחה הגיעה לאורך המרבי, והעוזר נפרד.",
  handed_off: "אדם מהעסק קיבל את השיחה.",
  frames_missing: (amount?: number) =>
    amount === 1
      ? "חסר קטע קול אחד מהקו."
      : amount
        ? `חסרו ${amount.toLocaleString("he-IL")} קטעי קול מהקו.`
        : "חסרו קטעי קול מהקו.",
  unknown: "אירוע נוסף נרשם בשיחה.",
  garbage_frame: "התקבל מהקו מידע לא קריא, והשיחה המשיכה.",
  call_ended: "השיחה הסתיימה.",
  call_passed_on: "העוזר סיים את חלקו בשיחה.",
};

/** What the assistant's tools do, as in "העוזר ביקש …". */
export const tools: Readonly<Record<string, string>> = {
  save_lead: "לשמור את פרטי הלקוח",
  hand_over: "להעביר את השיחה לאדם מהעסק",
  end_call: "לסיים את השיחה",
};

export const toolUnknown = "לבצע פעולה במערכת";

/** While it runs, at the foot of a live transcript. */
export const toolRunning = (tool: string) => `העוזר מבקש ${tool}…`;
