/** Calls in which everything works: what callers do. */
import type { ScenarioInput } from "./schema.ts";

const CARMEL = "+97235550101";
const heardOut = { waitFor: "assistant-done" } as const;
/** An answer that needs a tool has a pause in the middle. */
const heardOutWithTool = { waitFor: "assistant-done", forMs: 1_500 } as const;
const ended = { waitFor: "call-ended", timeoutMs: 30_000 } as const;

export const conversations: ScenarioInput[] = [
  {
    name: "buyer",
    title: "קונה משאירה פרטים",
    description: "דנה לוי מחפשת ארבעה חדרים בכרמל הצרפתי, משאירה פרטים, והעוזר מסיים את השיחה.",
    from: "+972501000001",
    to: CARMEL,
    business: "carmel",
    steps: [
      heardOut,
      { say: "buyer-looking" },
      heardOut,
      { say: "buyer-budget" },
      heardOut,
      { say: "buyer-name" },
      heardOutWithTool,
      { say: "buyer-thanks" },
      ended,
    ],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["assistant_ended"],
      failureCode: null,
      streams: 1,
      turns: [
        { role: "assistant", includes: "נדל״ן הכרמל" },
        { role: "caller", includes: "מחפשת דירת ארבעה חדרים" },
        { role: "assistant", includes: "מה התקציב" },
        { role: "caller", includes: "שניים וחצי מיליון" },
        { role: "assistant", includes: "על איזה שם" },
        { role: "caller", includes: "דנה לוי" },
        { role: "assistant", includes: "שמרתי את הפרטים" },
        { role: "caller", includes: "תודה רבה" },
        { role: "assistant", includes: "להתראות" },
      ],
      saidOnce: ["נדל״ן הכרמל"],
      lead: { name: "דנה לוי", dealType: "buy", rooms: 4, budget: 2_500_000, area: "הכרמל הצרפתי" },
      events: { stream_started: 1, model_connected: 1, tool_called: 1, tool_finished: 1, call_ended: 1 },
    },
  },
  {
    name: "interrupter",
    title: "מתקשר שקוטע",
    description: "המתקשר נכנס פעמיים לדברי העוזר; מה שנקטע לא נשמע יותר.",
    from: "+972501000002",
    to: CARMEL,
    business: "carmel",
    steps: [
      heardOut,
      { say: "interrupter-question" },
      { sayOver: "interrupter-cut-one", afterMs: 2_500 },
      { sayOver: "interrupter-cut-two", afterMs: 2_500 },
      heardOut,
      { say: "interrupter-thanks" },
      ended,
    ],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["assistant_ended"],
      failureCode: null,
      cuts: 2,
      turns: [
        { role: "caller", includes: "איך זה עובד" },
        { role: "assistant", includes: "שאלה טובה", interrupted: true },
        { role: "caller", includes: "רק שאלה" },
        { role: "assistant", includes: "כן, בבקשה", interrupted: true },
        { role: "caller", includes: "לשכירות" },
        { role: "assistant", includes: "דירות להשכרה", interrupted: false },
      ],
      events: { interrupted: 2 },
    },
  },
  {
    name: "silent",
    title: "שקט על הקו",
    description: "המתקשר לא אומר מילה: העוזר שואל אם הוא על הקו, ואחר כך נפרד ומסיים.",
    from: "+972501000003",
    to: CARMEL,
    business: "carmel",
    steps: [heardOut, { waitFor: "call-ended", timeoutMs: 90_000 }],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["silence"],
      failureCode: null,
      turns: [
        { role: "assistant", includes: "על הקו" },
        { role: "assistant", includes: "להתראות" },
      ],
      events: { reprompted: 1 },
    },
  },
  {
    name: "hangs-up",
    title: "ניתוק באמצע משפט",
    description: "המתקשר מנתק באמצע המשפט הראשון שלו.",
    from: "+972521000004",
    to: CARMEL,
    business: "carmel",
    steps: [heardOut, { say: "hangs-up-long", hangUpAfterMs: 3_000 }],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["caller_hung_up"],
      failureCode: null,
      turns: [{ role: "assistant", includes: "נדל״ן הכרמל" }],
      events: { call_ended: 1 },
    },
  },
  {
    name: "unknown-number",
    title: "מספר שאינו של אף אחד",
    description: "שיחה למספר שאין לו בעלים נדחית בלי שתיענה.",
    from: "+972521000005",
    to: "+97235550199",
    steps: [{ waitFor: "call-ended" }],
    expect: { twilioStatus: ["no-answer", "busy"], recorded: false, streams: 0 },
  },
];
