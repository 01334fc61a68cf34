import type { RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { newId } from "./ids.ts";

type WithoutId<T> = T extends unknown ? Omit<T, "event_id"> : never;
/** A server event before it gets its id. */
export type Unsent = WithoutId<RealtimeServerEvent>;
export type Emit = (event: Unsent) => void;

/** JSON with the service's order of keys: the type, the id, then the rest as written. */
export function serverFrame({ type, ...rest }: Unsent): string {
  return JSON.stringify({ type, event_id: newId("event"), ...rest });
}
