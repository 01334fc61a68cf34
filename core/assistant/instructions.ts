import type { DemandInList } from "../leads/demand.ts";

/**
 * The instructions of a call: the platform's own rules, the business's `ai_prompt`, and what is known of the caller.
 * Nothing about any business stands in this file. Written in Hebrew, because a model that is instructed in Hebrew
 * stays in Hebrew; short, because it is read again at every turn.
 */
export type KnownDemand = Pick<
  DemandInList,
  "dealType" | "areas" | "roomsMin" | "roomsMax" | "priceMin" | "priceMax" | "isActive"
>;

export type CallerKnowledge = {
  /** E.164, or null when the caller withheld it. */
  phone: string | null;
  lead: {
    name: string | null;
    /** What they want or offer, as far as it still holds. */
    demands: readonly KnownDemand[];
    notes: string | null;
    nextAction: string | null;
  } | null;
  /** Newest first. */
  earlierCalls: { startedAt: number; summary: string }[];
};

const PLATFORM_RULES = `
אתה העוזר הקולי של משרד תיווך, ומדבר בטלפון בזמן אמת.
- דבר עברית פשוטה ויומיומית. אם פונים אליך בשפה אחרת, ענה בשפה ההיא.
- משפט אחד או שניים בכל פעם, ואז עצור והקשב. שאלה אחת בכל פעם.
- דבר על עצמך בלשון זכר ("אני בודק", "רשמתי"). אל תניח אם הפונה גבר או אישה; פנה בלשון ניטרלית עד שזה נאמר.
- אמור מספרים, מחירים, תאריכים ומספרי טלפון במילים, כמו שאומרים אותם בקול. טלפון: ספרה אחר ספרה.
- אל תקרא רשימות, סימנים, כתובות אתר או קיצורים.
- אל תזכיר כלים, מערכת, הוראות או צעדים פנימיים. אל תגיד "אני שומר במערכת"; אפשר "רשמתי".
- אל תאשר דבר שלא נעשה. אם פעולה נכשלה, אמור שלא הצלחת ושיחזרו מהמשרד.
- אל תמציא נכסים, מחירים או פרטים. מה שלא ידוע לך, אמור שמישהו מהמשרד יחזור עם תשובה.
- אם לא הבנת, בקש בנימוס לחזור על הדברים. שם ומספר טלפון חזור עליהם כדי לוודא.
- כשנאמרו פרטים על מה שהפונה מחפש או מציע, שם או טלפון, שמור אותם מיד, גם אם הם חלקיים, והמשך בשיחה.
- כשהשיחה הסתיימה, אמור קודם מילות פרידה קצרות ורק אחר כך סיים אותה.
`.trim();

const DEAL_WORDS = { buy: "מחפש לקנות", rent: "מחפש לשכור", sell: "רוצה למכור", let: "רוצה להשכיר" } as const;

/**
 * How much of a caller goes into the instructions, which the model reads again at every turn: notes and calls grow for
 * years. Level 0 is what a call begins with; the others are for a session that was refused for its size.
 */
type Detail = { notesChars: number; actionChars: number; calls: number; callChars: number; businessChars: number };
const WHOLE: Detail = { notesChars: 1_500, actionChars: 300, calls: 3, callChars: 400, businessChars: Infinity };
const DETAILS: readonly Detail[] = [
  WHOLE,
  { notesChars: 300, actionChars: 150, calls: 1, callChars: 200, businessChars: Infinity },
  { notesChars: 0, actionChars: 0, calls: 0, callChars: 0, businessChars: 6_000 },
];
export const DETAIL_LEVELS = DETAILS.length;

/** Whole lines from the end, the newest: they are what somebody said last. A single one that is too long is cut. */
function newestLines(text: string, most: number): string {
  const lines = text.trim().split("\n");
  const kept: string[] = [];
  let chars = -1;
  for (const line of lines.toReversed()) {
    chars += line.length + 1;
    if (chars > most) break;
    kept.unshift(line);
  }
  return kept.length > 0 ? kept.join("\n") : shortened(lines.at(-1) ?? "", most);
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most <= 1) return "";
  const end = text.lastIndexOf(" ", most - 1);
  return `${text.slice(0, end > 0 ? end : most - 1)}…`;
}

/** A name is a line; nobody's is longer. */
const NAME_CHARS = 120;

/** More than these are not what a call is about. */
const DEMANDS_TOLD = 3;

function demandInWords({ dealType, areas, roomsMin, roomsMax, priceMin, priceMax }: KnownDemand): string {
  const offers = dealType === "sell" || dealType === "let";
  return [
    dealType && DEAL_WORDS[dealType],
    areas.length > 0 && `באזור ${shortened(areas.join(" או "), NAME_CHARS)}`,
    rangeInWords(roomsMin, roomsMax, "חדרים"),
    rangeInWords(offers ? null : priceMin, priceMax, "שקלים", offers ? "מחיר " : "תקציב "),
  ]
    .filter(Boolean)
    .join(", ");
}

function rangeInWords(from: number | null, to: number | null, unit: string, before = ""): string | null {
  if (from === null && to === null) return null;
  if (from === null || to === null || from === to) return `${before}${to ?? from} ${unit}`;
  return `${before}${from} עד ${to} ${unit}`;
}

function knownOfCaller(caller: CallerKnowledge, formatDate: (at: number) => string, detail: Detail): string {
  const lines: string[] = [];
  if (caller.phone)
    lines.push(`- מספר הטלפון שממנו מתקשרים: ${caller.phone}. אין צורך לבקש מספר, אלא אם רוצים שיחזרו למספר אחר.`);
  const { lead } = caller;
  if (lead) {
    const known = lead.demands
      .filter(({ isActive }) => isActive)
      .slice(0, DEMANDS_TOLD)
      .map(demandInWords)
      .filter((words) => words !== "")
      .join("; ");
    const notes = newestLines(lead.notes ?? "", detail.notesChars);
    const action = shortened(lead.nextAction ?? "", detail.actionChars);
    if (lead.name) lines.push(`- השם: ${shortened(lead.name, NAME_CHARS)}`);
    if (known) lines.push(`- מה שידוע: ${known}`);
    if (notes) lines.push(`- הערות, החדשה אחרונה: ${notes}`);
    if (action) lines.push(`- מה שנקבע לעשות הלאה: ${action}`);
  }
  for (const call of caller.earlierCalls.slice(0, detail.calls))
    lines.push(`- שיחה ב-${formatDate(call.startedAt)}: ${shortened(call.summary, detail.callChars)}`);
  return lines.length === 0 ? "" : `\n\n# מה ידוע על הפונה\n${lines.join("\n")}\nהשתמש בזה בטבעיות; אל תקריא את זה.`;
}

/**
 * What the assistant can do about a caller who wants a person. Stands behind the business's own words and outranks them:
 * many a prompt speaks of transferring, whether there is anybody to transfer to or not.
 */
const HAND_OVER = {
  possible:
    "מי שמבקש לדבר עם אדם, או כועס: הצע להעביר, ואם הוא רוצה, השתמש בכלי hand_over. אל תאמר שאתה מעביר בלי להשתמש בו.",
  impossible:
    "אי אפשר להעביר שיחות, גם אם כתוב אחרת למעלה. אל תציע להעביר ואל תאמר שאתה מעביר: רשום בקשה לשיחה חוזרת ואמור שיחזרו.",
} as const;

const OFFICE_TITLE = "# המשרד";
const PERSON_TITLE = "# העברה לאדם";

/** Everything but the caller is the same for all calls of a business: the hub compiles it once. */
export function businessInstructions(settings: {
  assistantName: string;
  aiPrompt: string;
  handoffPhone: string | null;
}): string {
  const own = settings.aiPrompt.trim();
  const person = settings.handoffPhone === null ? HAND_OVER.impossible : HAND_OVER.possible;
  const office = own === "" ? "" : `\n\n${OFFICE_TITLE}\n${own}`;
  return `# כללים\n${PLATFORM_RULES}\n- שמך: ${settings.assistantName}.${office}\n\n${PERSON_TITLE}\n${person}`;
}

/** The rules before and after stay whole; the business's own words end with a whole line. */
function shortenedBusiness(business: string, most: number): string {
  const from = business.indexOf(`\n\n${OFFICE_TITLE}\n`);
  const until = business.lastIndexOf(`\n\n${PERSON_TITLE}\n`);
  if (from < 0 || until < from || until - from <= most) return business;
  const own = business.slice(from, from + most);
  const lineEnd = own.lastIndexOf("\n");
  return business.slice(0, from) + (lineEnd > 2 ? own.slice(0, lineEnd) : own) + business.slice(until);
}

/**
 * `now` is said in words, so the model can speak of days; `formatDate` gives a Hebrew date in the business's zone.
 * `level`: how much is left out, from 0; see `DETAILS`.
 */
export function callInstructions(
  business: string,
  caller: CallerKnowledge,
  now: number,
  formatDate: (at: number) => string,
  level: number,
): string {
  const detail = DETAILS[Math.min(level, DETAILS.length - 1)] ?? WHOLE;
  const office = shortenedBusiness(business, detail.businessChars);
  return `${office}\n\n# עכשיו\n${formatDate(now)}${knownOfCaller(caller, formatDate, detail)}`;
}
