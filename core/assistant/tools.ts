/** What the assistant can do in a conversation: names, arguments and descriptions, as the model sees them. */
import { z } from "zod";
import type { ToolTraits } from "../conversations/tools.ts";
import { DEAL_TYPES } from "../leads/deal-types.ts";

/**
 * All fields may be missing: what is known is saved at once, the rest later in the same call. `nullish` rather than
 * `optional`, because a strict tool schema names every field and the model says null for the ones it does not know.
 */
export const saveLeadArgs = z.object({
  name: z.string().trim().max(120).nullish().describe("שם הפונה"),
  phone: z.string().trim().max(40).nullish().describe("מספר טלפון לחזרה, רק אם נאמר מספר אחר מזה שממנו מתקשרים"),
  deal_type: z
    .enum(DEAL_TYPES)
    .nullish()
    .describe("buy: רוצה לקנות, rent: רוצה לשכור, sell: רוצה למכור, let: רוצה להשכיר"),
  area: z.string().trim().max(120).nullish().describe("עיר, שכונה או רחוב"),
  rooms: z.number().min(0.5).max(30).nullish().describe("מספר החדרים; חצי חדר מותר"),
  budget: z.number().int().min(1).max(2_000_000_000).nullish().describe("תקציב או מחיר מבוקש, בשקלים שלמים"),
  notes: z.string().trim().max(500).nullish().describe("כל דבר אחר שחשוב לדעת, בקצרה"),
});
export type SaveLeadArgs = z.infer<typeof saveLeadArgs>;

export const handOverArgs = z.object({
  reason: z.string().trim().max(200).nullish().describe("למה הפונה רוצה אדם, בקצרה"),
});

export const endCallArgs = z.object({
  reason: z.string().trim().max(200).nullish().describe("למה השיחה הסתיימה, בקצרה"),
});

export const TOOL_DESCRIPTIONS = {
  save_lead:
    "רושם את פרטי הפונה ומה הוא מחפש או מציע. קרא לו מיד כשנאמר פרט חדש, ושוב כשנוסף או השתנה פרט. שלח רק שדות שנאמרו.",
  hand_over:
    "מעביר את השיחה לאדם מהמשרד. קרא לו כשהפונה מבקש לדבר עם אדם, כועס, או כשאינך יכול לעזור; אמור קודם במשפט קצר שאתה מעביר.",
  end_call: "מסיים את השיחה. קרא לו רק אחרי שאמרת מילות פרידה, כשהפונה סיים או ביקש לסיים.",
} as const;

export type ToolName = keyof typeof TOOL_DESCRIPTIONS;

/** Writes to D1 take tens of ms; a caller who waits longer than this hears "one moment". */
const FILLER_AFTER_MS = 700;

export const TOOL_TRAITS: Readonly<Record<ToolName, ToolTraits>> = {
  save_lead: { writes: true, follows: "answer_unless_spoken", fillerAfterMs: FILLER_AFTER_MS },
  hand_over: { writes: false, follows: "dial", fillerAfterMs: null },
  end_call: { writes: false, follows: "end", fillerAfterMs: null },
};

/** What a business's assistant can do: handing over needs somebody to hand over to. */
export const toolsOf = ({ handoffPhone }: { handoffPhone: string | null }): ToolName[] =>
  handoffPhone === null ? ["save_lead", "end_call"] : ["save_lead", "hand_over", "end_call"];

/** The number that was said cannot be dialled: the model must not read it back as if it could. */
export const PHONE_AGAIN =
  "the number is not whole or not a number; ask for it again, digit by digit, and save it again";

/** Of a number that was only spoken. The caller is not told whether somebody with that number is known here. */
export const NOTED_ONLY =
  "a note that somebody of the office will check. You may say that the details were written down; do not say that anything was updated or changed, and do not say whether the number is known";

/** What the model reads when a tool has failed: in words that keep it from claiming success. */
export const TOOL_FAILED: Readonly<Record<ToolName, string>> = {
  save_lead: "the action failed; nothing was saved. Say so, and that somebody from the office will call back",
  hand_over: "the call cannot be handed over. Say so, and offer that somebody will call back",
  end_call: "the call could not be ended",
};
