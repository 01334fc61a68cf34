/** What the assistant can do in a call: names, arguments and descriptions, as the model sees them. */
import { z } from "zod";
import { DEAL_TYPES } from "../leads/wire.ts";

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

export const endCallArgs = z.object({
  reason: z.string().trim().max(200).nullish().describe("למה השיחה הסתיימה, בקצרה"),
});

export const TOOL_DESCRIPTIONS = {
  save_lead:
    "רושם את פרטי הפונה ומה הוא מחפש או מציע. קרא לו מיד כשנאמר פרט חדש, ושוב כשנוסף או השתנה פרט. שלח רק שדות שנאמרו.",
  end_call: "מסיים את השיחה. קרא לו רק אחרי שאמרת מילות פרידה, כשהפונה סיים או ביקש לסיים.",
} as const;
