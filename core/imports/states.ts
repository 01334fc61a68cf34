/** What an import goes through, and what can be done to it when: a table for the server and the screen. */
export const IMPORT_STATES = [
  /** The file is being read; one that stays so broke off, and is forgotten. */
  "uploading",
  /** Waits for a person to say what the columns hold. */
  "uploaded",
  "running",
  /** Stood still too often: waits for a person to let it go on. */
  "paused",
  "cancelled",
  "done",
  "undoing",
  "undone",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const IMPORT_ACTIONS = ["start", "cancel", "resume", "undo"] as const;
export type ImportAction = (typeof IMPORT_ACTIONS)[number];

export const STATES_FOR: Record<ImportAction, readonly ImportState[]> = {
  start: ["uploaded"],
  cancel: ["uploaded", "running", "paused"],
  resume: ["paused"],
  undo: ["done", "cancelled"],
};

export const isWorking = (state: ImportState): boolean => state === "running" || state === "undoing";

export const UNDO_DAYS = 7;
export const UNDO_MS = UNDO_DAYS * 86_400_000;

/** `finishedAt`: Unix ms. What was thrown away before it began has changed nothing. */
export const mayDo = (
  action: ImportAction,
  { state, finishedAt, startedAt }: { state: ImportState; finishedAt: number | null; startedAt: number | null },
  now: number,
): boolean =>
  STATES_FOR[action].includes(state) &&
  (action !== "undo" || (startedAt !== null && finishedAt !== null && now < finishedAt + UNDO_MS));

/** What happens to somebody who is known already. */
export const DUPLICATE_POLICIES = [
  /** They stay as they are. */
  "skip",
  /** What is new is added; what a person has typed stays. */
  "merge",
  /** What the file says takes the place of what is there, of what a person has typed too. Nothing that it leaves empty goes. */
  "replace",
] as const;
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];
