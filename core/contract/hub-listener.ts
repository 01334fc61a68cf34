/** Who is behind a live socket: told to the hub by the Worker, which has checked it. */
import { z } from "zod";

export const hubListenerSchema = z.object({
  sessionId: z.string(),
  userId: z.string(),
  /** Set for an agent who sees only their own calls: their user id. */
  onlyOf: z.string().nullable(),
  /** Unix ms. A socket outlives neither its session nor, for longer than an access token, the rights it came with. */
  endsAt: z.number().optional(),
});
export type HubListener = z.infer<typeof hubListenerSchema>;

/** Request header that carries it, as JSON. */
export const LISTENER_HEADER = "X-Hub-Listener";

/** Close code: the session is over or its rights are not what they were; connect anew. */
export const RIGHTS_CHANGED = 4001;

/** Close code: the same session has opened more sockets than a person can look at; do not come back unasked. */
export const TOO_MANY_SOCKETS = 4002;

export const isOver = ({ endsAt }: HubListener, now: number): boolean => endsAt !== undefined && endsAt <= now;

/** Whether they may hear of a call whose lead is `assignedTo` (null: nobody's). */
export const mayHear = ({ onlyOf }: HubListener, assignedTo: string | null): boolean =>
  onlyOf === null || onlyOf === assignedTo;
