import type { Lead } from "../../../../core/leads/wire.ts";
import type { Tone } from "../../ui/badge.tsx";

export const LEAD_STATUS_TONE: Record<Lead["status"], Tone> = {
  new: "accent",
  contacted: "neutral",
  qualified: "neutral",
  won: "accent",
  lost: "plain",
};
