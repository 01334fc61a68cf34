/** What holds for the stages of a business. Nothing but the language, so that the dashboard can ask it without zod. */
import { foldName } from "../hebrew/name.ts";

/** Whether something may still come of it. */
export const STATUS_KINDS = ["open", "won", "lost"] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** As the badges of the dashboard have them. */
export const STATUS_COLORS = ["grey", "blue", "teal", "green", "yellow", "orange", "red", "purple"] as const;
export type StatusColor = (typeof STATUS_COLORS)[number];

/** What a new one begins with: the first colour that no other has. */
export const freeColor = (others: readonly { color: StatusColor }[]): StatusColor =>
  STATUS_COLORS.find((each) => others.every(({ color }) => color !== each)) ?? "teal";

/** Where every lead begins. It can be renamed; it cannot be deleted and stays `open`. */
export const FIRST_STATUS = "new";
export const STATUS_NAME_MAX_CHARS = 30;
/** Columns of a board; nobody overlooks more. */
export const STATUSES_MAX = 20;
/** Why a lead was lost: a sentence or two. */
export const REASON_MAX_CHARS = 300;

const folded = (name: string): string => foldName(name).toLowerCase();

type Named = { id: string; name: string };
type Stage = Named & { kind: StatusKind; movesTo: string | null };

/** Two that differ in quotes, hyphens or case would be one for whoever reads them. `except`: the one that is renamed. */
export const isNameTaken = (statuses: readonly Named[], name: string, except: string | null = null): boolean =>
  statuses.some((status) => status.id !== except && folded(status.name) === folded(name));

/**
 * A business keeps one stage for deals that were made and one for those that were not: what is asked of the numbers
 * (how many were won, why were the others lost) would have no answer without them.
 */
export const isLastOfKind = (statuses: readonly Stage[], id: string): boolean => {
  const kind = statuses.find((status) => status.id === id)?.kind;
  if (kind === undefined || kind === "open") return false;
  return !statuses.some((status) => status.id !== id && status.kind === kind && status.movesTo === null);
};

/** Whether leads can come to it: one that is being deleted takes none. */
export const isStanding = ({ movesTo }: Pick<Stage, "movesTo">): boolean => movesTo === null;

/** A reason is asked for a lead that is lost, and for no other. */
export const asksReasonOf = ({ kind, asksReason }: { kind: StatusKind; asksReason: boolean }): boolean =>
  kind === "lost" && asksReason;
