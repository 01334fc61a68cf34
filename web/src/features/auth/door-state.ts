/** What one screen before the dashboard tells the next: in the history entry, never in the address. */
export type DoorState = {
  /** The session ran out in mid-work. */
  sessionEnded?: boolean;
  /** Somebody has signed out, in another tab. */
  signedOut?: boolean;
  /** What was typed already. */
  email?: string;
  /** A new password was chosen just now. */
  passwordChanged?: boolean;
  /** The secret of a link, taken out of the address bar. */
  secret?: string;
};

export const doorStateOf = (state: unknown): DoorState =>
  typeof state === "object" && state !== null ? (state as DoorState) : {};
