/** Why a call ended. The dashboard has a Hebrew sentence for each. */
export const END_REASONS = [
  "caller_hung_up",
  "assistant_ended",
  "silence",
  "max_duration",
  "handed_off",
  "failed",
  "never_connected",
  "lost",
] as const;
export type EndReason = (typeof END_REASONS)[number];
