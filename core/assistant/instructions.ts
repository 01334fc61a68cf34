/**
 * The instructions of a call: the platform's own rules, the business's `ai_prompt`, and what is known of the caller.
 * Nothing about any business stands in this file. Written in Hebrew, because a model that is instructed in Hebrew
 * stays in Hebrew; short, because it is read again at every turn.
 */
export type CallerKnowledge = {
  /** E.164, or null when the caller withheld it. */
  phone: string | null;
  lead: {
    name: string | null;
    dealType: "buy" | "rent" | "sell" | "let" | null;
    area: string | null;
    rooms: number | null;
    budget: number | null;
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

function knownOfCaller(caller: CallerKnowledge, formatDate: (at: number) => string): string {
  const lines: string[] = [];
  if (caller.phone)
    lines.push(`- מספר הטלפון שממנו מתקשרים: ${caller.phone}. אין צורך לבקש מספר, אלא אם רוצים שיחזרו למספר אחר.`);
  const { lead } = caller;
  if (lead) {
    const wants = [
      lead.dealType && DEAL_WORDS[lead.dealType],
      lead.area && `באזור ${lead.area}`,
      lead.rooms && `${lead.rooms} חדרים`,
      lead.budget && `תקציב ${lead.budget} שקלים`,
    ];
    const known = wants.filter(Boolean).join(", ");
    if (lead.name) lines.push(`- השם: ${lead.name}`);
    if (known) lines.push(`- מה שידוע: ${known}`);
    if (lead.notes) lines.push(`- הערות: ${lead.notes}`);
    if (lead.nextAction) lines.push(`- מה שנקבע לעשות הלאה: ${lead.nextAction}`);
  }
  for (const call of caller.earlierCalls) lines.push(`- שיחה ב-${formatDate(call.startedAt)}: ${call.summary}`);
  return lines.length === 0 ? "" : `\n\n# מה ידוע על הפונה\n${lines.join("\n")}\nהשתמש בזה בטבעיות; אל תקריא את זה.`;
}

/** Everything but the caller is the same for all calls of a business: the hub compiles it once. */
export function businessInstructions(settings: { assistantName: string; aiPrompt: string }): string {
  const own = settings.aiPrompt.trim();
  return `# כללים\n${PLATFORM_RULES}\n- שמך: ${settings.assistantName}.${own === "" ? "" : `\n\n# המשרד\n${own}`}`;
}

/** `now` is said in words, so the model can speak of days; `formatDate` gives a Hebrew date in the business's zone. */
export function callInstructions(
  business: string,
  caller: CallerKnowledge,
  now: number,
  formatDate: (at: number) => string,
  _level: number,
): string {
  return `${business}\n\n# עכשיו\n${formatDate(now)}${knownOfCaller(caller, formatDate)}`;
}

export const DETAIL_LEVELS = 1;
