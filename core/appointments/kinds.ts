/** What people meet for. Nothing but the language, so that the dashboard can ask it without zod. */
export const APPOINTMENT_KINDS = ["viewing", "office", "valuation", "signing", "phone"] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];
