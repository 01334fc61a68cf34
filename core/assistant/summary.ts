/** After a call: what it was about, and what to do next. */
import { z } from "zod";
import type { TurnRecord } from "../calls/call-record.ts";

export const CALL_OUTCOMES = [
  "details_left",
  "wants_call_back",
  "question_answered",
  "not_relevant",
  "unclear",
] as const;

export const callSummaryFormat = z.object({
  summary: z.string().describe("מה נאמר בשיחה, שלושה משפטים לכל היותר"),
  nextAction: z.string().describe("הצעד הבא של הסוכן, משפט אחד; ריק אם אין"),
  outcome: z.enum(CALL_OUTCOMES),
});
export type CallSummaryText = z.infer<typeof callSummaryFormat>;

export const summaryInstructions = `אתה מסכם שיחות טלפון של משרד תיווך עבור הסוכנים שבו.
כתוב עברית פשוטה וקצרה. סכם רק מה שנאמר; אל תוסיף ואל תנחש.
summary: עד שלושה משפטים. nextAction: הצעד הבא של הסוכן במשפט אחד, או ריק. outcome: איך השיחה הסתיימה.`;

/** The transcript as the text model reads it. */
export function transcriptText(turns: Pick<TurnRecord, "role" | "text" | "interrupted" | "untranscribed">[]): string {
  return turns
    .map(({ role, text, interrupted, untranscribed }) => {
      const said = untranscribed ? "[לא תומלל]" : text;
      return `${role === "caller" ? "פונה" : "עוזר"}: ${said}${interrupted ? " [נקטע]" : ""}`;
    })
    .join("\n");
}
