/** Calls and leads of the stand-in API's busy office. Times count back from when it was started. */
import type { CallDetail } from "../../core/calls/wire.ts";
import { demandOfWish, type DemandInList, type Wish } from "../../core/leads/demand.ts";
import type { Lead } from "../../core/leads/wire.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const now = Date.now();

let wishes = 0;
const wish = (said: Wish): DemandInList => ({
  id: `w${++wishes}`,
  dealType: null,
  areas: [],
  roomsMin: null,
  roomsMax: null,
  sizeMin: null,
  sizeMax: null,
  floorMin: null,
  floorMax: null,
  priceMin: null,
  priceMax: null,
  features: {},
  note: null,
  isActive: true,
  createdAt: now - DAY,
  updatedAt: now - DAY,
  ...demandOfWish(said),
});

const lead = (id: string, more: Partial<Lead>): Lead => ({
  id,
  name: null,
  phone: null,
  phoneTyped: null,
  status: "new",
  source: "call",
  demands: [],
  tags: [],
  notes: null,
  assignedTo: null,
  nextAction: null,
  createdAt: now - 9 * DAY,
  updatedAt: now - 30 * MINUTE,
  ...more,
});

export const leads: Lead[] = [
  lead("l1", {
    name: "נועה ברק",
    demands: [wish({ dealType: "buy", area: "חיפה, מרכז הכרמל ורמת אלון", rooms: 4.5, budget: 2_850_000 })],
    phone: "+972523344556",
    notes: "צריכה מעלית וחניה. קומה שלישית ומעלה. גמישה בכניסה עד אחרי החגים.",
    assignedTo: null,
    nextAction: "לקבוע סיור בשדרות הנשיא ביום שלישי אחרי 17:00",
    updatedAt: now - 4 * MINUTE,
    createdAt: now - 2 * DAY,
  }),
  lead("l2", {
    name: "יוסי אדרי",
    demands: [wish({ dealType: "sell", area: "נווה שאנן", rooms: 3, budget: 1_690_000 })],
    phone: "+972541112233",
    status: "contacted",
    assignedTo: null,
    nextAction: "לשלוח הערכת שווי עד מחר",
    updatedAt: now - 2 * HOUR,
  }),
  lead("l3", {
    name: "מרים אבו־חמדה",
    demands: [wish({ dealType: "rent", area: "הדר עליון", rooms: 3, budget: 5_400 })],
    phone: "+972507654321",
    status: "qualified",
    assignedTo: null,
    nextAction: "לתאם ביקור בדירה ברחוב ארלוזורוב",
    updatedAt: now - DAY,
  }),
  lead("l4", {
    name: "אלכסנדרה־ויקטוריה בן־דוד רוזנצוויג־אבולעפיה לבית משפחת שטרנברג",
    demands: [
      wish({
        dealType: "let",
        area: "כרמל צרפתי, אחוזה, רמות רמז, נווה דוד וכל מה שקרוב לים",
        rooms: 5,
        budget: 9_800,
      }),
    ],
    phone: "+972528889900",
    assignedTo: null,
    nextAction: "להתקשר בערב, רק אחרי שמונה, ולשאול על מועד הפינוי של הדיירים הנוכחיים ועל הריהוט שנשאר",
    updatedAt: now - 26 * HOUR,
  }),
  lead("l5", { phone: "+97248551234", updatedAt: now - 3 * DAY }),
  lead("l6", {
    name: "אמיר וטל כהן",
    demands: [wish({ dealType: "buy", area: "דניה", rooms: 6, budget: 6_200_000 })],
    phone: "+972533210987",
    status: "won",
    source: "form",
    updatedAt: now - 6 * DAY,
  }),
  lead("l7", {
    name: "ג׳ניפר סמית׳",
    demands: [wish({ dealType: "rent", area: "חוף הכרמל", rooms: 2, budget: 4_500 })],
    phone: "+14155550134",
    status: "lost",
    source: "whatsapp",
    updatedAt: now - 8 * DAY,
  }),
];

type Line = [role: "caller" | "assistant", text: string, more?: Partial<CallDetail["turns"][number]>];

export const TALK: Line[] = [
  ["assistant", "שלום, הגעתם לנדל״ן הכרמל. מדבר דן, העוזר הדיגיטלי של המשרד, והשיחה מוקלטת. איך אפשר לעזור?"],
  ["caller", "היי, אני מחפשת דירה לקנייה באזור מרכז הכרמל, משהו של ארבעה־חמישה חדרים."],
  [
    "assistant",
    "בשמחה. כדי שאדע מה להציע: מה התקציב המשוער, ויש משהו שחייב להיות בדירה, כמו מעלית או",
    { interrupted: true, heardMs: 4380 },
  ],
  ["caller", "כן, סליחה, מעלית וחניה חובה. והתקציב עד שני מיליון שמונה מאות וחמישים אלף."],
  [
    "assistant",
    "מצוין, רשמתי: ארבעה עד חמישה חדרים במרכז הכרמל, מעלית וחניה, עד שני מיליון שמונה מאות וחמישים אלף שקל.",
  ],
  ["assistant", "מה השם, בבקשה?"],
  ["caller", "נועה ברק."],
  ["assistant", "תודה נועה. יש לנו כרגע שתי דירות מתאימות: אחת בשדרות הנשיא ואחת ברחוב הים. מתי נוח לך לסייר?"],
  ["caller", "יום שלישי אחרי חמש?"],
  ["assistant", "יום שלישי אחרי חמש. אעביר לסוכן והוא יאשר לך את השעה בהודעה. תודה ולהתראות."],
];

const talked = (lines: readonly Line[], from: number): CallDetail["turns"] =>
  lines.map(([role, text, more], index) => ({
    seq: index + 1,
    role,
    text,
    startedAt: from + index * 11_000,
    interrupted: false,
    untranscribed: false,
    heardMs: role === "assistant" ? text.length * 62 : null,
    ...more,
  }));

const event = (
  seq: number,
  kind: CallDetail["events"][number]["kind"],
  at: number,
  data: Record<string, unknown> = {},
) => ({ seq, kind, at, data });

let counter = 0;
export function call(startedAt: number, more: Partial<CallDetail>): CallDetail {
  counter += 1;
  const answeredAt = startedAt + 2_400;
  const durationMs = more.durationMs === undefined ? 60_000 + counter * 17_000 : more.durationMs;
  const endedAt = answeredAt + (durationMs ?? 0);
  return {
    id: `c${counter}`,
    untranscribedTurns: 0,
    callSid: `CA${counter}`,
    direction: "inbound",
    from: "+972523344556",
    to: "+97235550101",
    status: "ended",
    startedAt,
    answeredAt,
    endedAt,
    endReason: "assistant_ended",
    failureCode: null,
    callBack: false,
    calledBack: null,
    callerSpoke: true,
    leadId: null,
    leadName: null,
    summary: null,
    costMicroUsd: 84_200 + counter * 7_700,
    exchangeRate: { shekelsPerDollar: 3.298, asOf: "2025-10-22" },
    realtimeModel: "gpt-realtime-2.1",
    usage: {
      textIn: 2140,
      textInCached: 9870,
      textOut: 610,
      audioIn: 1820,
      audioInCached: 5400,
      audioOut: 2630,
      transcriptionTokens: 940,
    },
    outcome: null,
    turns: talked(TALK, answeredAt),
    lead: null,
    events: [
      event(1, "webhook_received", startedAt),
      event(2, "model_connected", startedAt + 700, { attempt: 1 }),
      event(3, "stream_started", answeredAt),
      event(4, "greeting_played", answeredAt + 80, { cached: true }),
      event(5, "interrupted", answeredAt + 26_000, { items: [{ itemId: "i", heardMs: 4380, receivedMs: 7100 }] }),
      event(6, "tool_called", answeredAt + 70_000, { name: "save_lead" }),
      event(7, "tool_finished", answeredAt + 70_900, { name: "save_lead" }),
      event(8, "call_ended", endedAt, { reason: more.endReason ?? "assistant_ended" }),
    ],
    ...more,
    durationMs,
  };
}

const ofLead = (index: number) => ({
  leadId: leads[index]!.id,
  leadName: leads[index]!.name,
  from: leads[index]!.phone!,
  lead: leads[index]!,
});

export const calls: CallDetail[] = [
  call(now - 6 * MINUTE, {
    ...ofLead(0),
    summary: "מחפשת דירת 4–5 חדרים לקנייה במרכז הכרמל, מעלית וחניה, עד 2,850,000 ₪. ביקשה סיור ביום שלישי אחרי 17:00.",
  }),
  call(now - 52 * MINUTE, {
    endReason: "failed",
    failureCode: "openai_quota",
    callBack: true,
    from: "+972586543210",
    durationMs: 14_000,
    costMicroUsd: 0,
    usage: null,
    turns: [],
    events: [
      event(1, "webhook_received", now - 52 * MINUTE),
      event(2, "stream_started", now - 52 * MINUTE + 2_000),
      event(3, "model_failed", now - 52 * MINUTE + 2_600, { failure: "openai_quota" }),
      event(4, "call_ended", now - 52 * MINUTE + 16_000, { reason: "failed", failure: "openai_quota" }),
    ],
  }),
  call(now - 2 * HOUR, {
    ...ofLead(1),
    endReason: "handed_off",
    summary: "רוצה למכור דירת שלושה חדרים בנווה שאנן וביקש לדבר עם סוכן. השיחה הועברה.",
  }),
  call(now - 3.4 * HOUR, {
    from: "anonymous",
    endReason: "silence",
    durationMs: 31_000,
    turns: talked(TALK.slice(0, 1), now - 3.4 * HOUR),
  }),
  call(now - 26 * HOUR, {
    ...ofLead(3),
    endReason: "caller_hung_up",
    summary:
      "בעלת דירה בכרמל צרפתי שרוצה להשכיר דירת חמישה חדרים מרוהטת; ביקשה שיתקשרו אליה בערב, רק אחרי שמונה, וסיפרה באריכות על הדיירים הנוכחיים, על הריהוט ועל הוועד.",
  }),
  call(now - 27 * HOUR, {
    ...ofLead(2),
    summary: "מחפשת שלושה חדרים להשכרה בהדר עליון, עד 5,400 ₪ לחודש.",
    endReason: "caller_hung_up",
  }),
  call(now - 28 * HOUR, {
    direction: "outbound",
    from: "+97235550101",
    to: "+972528889900",
    leadName: leads[3]!.name,
    leadId: "l4",
    lead: leads[3]!,
    summary: "תזכורת לסיור שנקבע.",
    durationMs: 42_000,
  }),
  call(now - 3 * DAY, {
    ...ofLead(4),
    endReason: "lost",
    callBack: true,
    durationMs: 77_000,
    summary: "הקו נקטע לפני שנאמר מה מחפשים.",
  }),
  call(now - 6 * DAY, {
    from: "+972501239876",
    endReason: "never_connected",
    durationMs: null,
    answeredAt: null,
    turns: [],
    usage: null,
    costMicroUsd: 0,
  }),
  ...Array.from({ length: 34 }, (_, index) =>
    call(now - (7 + index / 3) * DAY, {
      ...ofLead(index % 3),
      endReason: index % 5 === 0 ? "max_duration" : "caller_hung_up",
      summary: "שאלה על דירה שפורסמה ביד2, ביקשה פרטים נוספים במייל.",
    }),
  ),
];
