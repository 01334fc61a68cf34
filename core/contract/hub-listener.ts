/** Who is behind a live socket: told to the hub by the Worker, which has checked it. */
import { z } from "zod";
import type { HubEvent } from "./hub-events.ts";

export const hubListenerSchema = z.object({
  sessionId: z.string(),
  userId: z.string(),
  /** Set for an agent who sees only their own calls: their user id. */
  onlyOf: z.string().nullable(),
  /** Runs the business. */
  isManager: z.boolean().optional(),
  /** Unix ms. A socket outlives neither its session nor, for longer than an access token, the rights it came with. */
  endsAt: z.number().optional(),
});
export type HubListener = z.infer<typeof hubListenerSchema>;

/** Request header that carries it, as JSON. */
export const LISTENER_HEADER = "X-Hub-Listener";

/** Close code: the session is over, or what may be seen is not what it was; connect anew and read anew. */
export const RIGHTS_CHANGED = 4001;

/** Close code: the time of this socket is over (`endsAt`); connect anew with the rights of now, which may be the same. */
export const TIME_IS_UP = 4003;

/** Close code: the same session has opened more sockets than a person can look at; do not come back unasked. */
export const TOO_MANY_SOCKETS = 4002;

export const isOver = ({ endsAt }: HubListener, now: number): boolean => endsAt !== undefined && endsAt <= now;

/** Whether they may hear of a call whose lead is `assignedTo` (null: nobody's). */
export const mayHear = ({ onlyOf }: HubListener, assignedTo: string | null): boolean =>
  onlyOf === null || onlyOf === assignedTo;

/** Who hears what is published: `told` dashboards may know of the call, and `following` of these show its words. */
export type Heard = { told: number; following: number };

/** What somebody who begins to follow a call has missed of it. `assignedTo`: whose lead it is; null: nobody's. */
export type Missed = { assignedTo: string | null; events: HubEvent[] };

/** `leadId`: null for all leads of `from`, who leaves the business. `from` and `to`: user ids, null for nobody. */
export type LeadMove = { leadId: string | null; from: string | null; to: string | null };

/** What they are told when a lead changes hands; null: it is none of their business. */
export function toldOfMove(listener: HubListener, { leadId, from, to }: LeadMove): HubEvent | null {
  if (mayHear(listener, to)) return { type: "lead.assigned", leadId };
  // Who sees only their own and leaves the business hears nothing more at all: their sockets are closed.
  return leadId !== null && mayHear(listener, from) ? { type: "lead.hidden", leadId } : null;
}
