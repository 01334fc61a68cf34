/** Hebrew of the files that people take out; the screens have the same words (web/src/i18n/he). */
import type { EndReason } from "../../../core/calls/end-reason.ts";
import type { DealType } from "../../../core/leads/deal-types.ts";
import type { LeadSourceKind } from "../../../core/leads/source.ts";
import type { ListingDeal } from "../../../core/listings/kinds.ts";
import type { ListingState } from "../../../core/listings/states.ts";

export const DEALS: Record<DealType, string> = { buy: "קנייה", rent: "שכירות", sell: "מכירה", let: "השכרה" };

const STATES = { draft: "טיוטה", active: "פעיל", under_offer: "במשא ומתן", withdrawn: "הוסר מהשוק" };
export const LISTING_STATES: Record<ListingDeal, Record<ListingState, string>> = {
  sell: { ...STATES, closed: "נמכר" },
  let: { ...STATES, closed: "הושכר" },
};

export const NAMES_OF_SOURCES: Record<LeadSourceKind, string> = {
  call: "שיחת טלפון",
  whatsapp: "וואטסאפ",
  form: "טופס",
  import: "קובץ",
  manual: "הוספה ידנית",
};

export const ENDS: Record<EndReason, string> = {
  caller_hung_up: "הלקוח ניתק",
  assistant_ended: "העוזר סיים",
  silence: "נסגרה בגלל שקט",
  max_duration: "הגיעה לאורך המרבי",
  handed_off: "הועברה לסוכן",
  failed: "נכשלה",
  never_connected: "לא התחברה",
  lost: "הקשר אבד",
};

const CLOCK = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Jerusalem",
  dateStyle: "short",
  timeStyle: "short",
});

/** `2026-11-22 10:00`, in Israel: spreadsheets of all languages take it for a time. */
export const whenOf = (at: number): string => CLOCK.format(at);
