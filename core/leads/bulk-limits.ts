/** Bounds of actions on many leads. Apart from bulk.ts: the dashboard reads them without zod. */

/** So many can be named one by one; more are named by what they match. */
export const BULK_IDS_MAX = 500;
/** How long an action on many leads can be taken back. */
export const BULK_KEPT_DAYS = 7;
/** How long a lead stays in the bin. */
export const BIN_DAYS = 30;
export const TAGS_MAX = 200;
export const TAG_NAME_MAX_CHARS = 30;
/** Of one lead, given or taken at once. */
export const TAGS_AT_ONCE = 20;
export const VIEW_NAME_MAX_CHARS = 40;
/** One person's own, and those that are shared. */
export const VIEWS_MAX = 50;
