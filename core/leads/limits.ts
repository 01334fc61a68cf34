/** How long what is typed of a lead may be; without zod, for the fields of the dashboard. */
export const LEAD_NAME_MAX_CHARS = 120;
export const PHONE_MAX_CHARS = 60;
/** RFC 5321. */
export const EMAIL_MAX_CHARS = 254;
export const NEXT_ACTION_MAX_CHARS = 500;
export const NOTE_MAX_CHARS = 5_000;
