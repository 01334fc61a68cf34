/** Follows one call on the business's live WebSocket, as the dashboard does. */
import { WebSocket } from "ws";
import { followMessage } from "../../core/contract/hub-follow.ts";
import { liveEventSchema, type LiveEvent } from "./product-api.ts";

export interface LiveFeed {
  /** Events that could not be understood; a scenario reports them. */
  strange: string[];
  /** From here on also what is said in this call. */
  follow(callSid: string): void;
  close(): void;
}

/** Resolves once the socket is open, so that nothing of the call is missed; fails when it is refused. */
export function followLive(
  address: { url: string; headers: Record<string, string> },
  onEvent: (event: LiveEvent) => void,
): Promise<LiveFeed> {
  const socket = new WebSocket(address.url, { headers: address.headers });
  const strange: string[] = [];
  socket.on("message", (data) => {
    const event = parse(String(data));
    if (event === undefined) strange.push(String(data).slice(0, 200));
    else if (event !== "other") onEvent(event);
  });
  return new Promise((resolve, reject) => {
    socket.once("open", () =>
      resolve({ strange, follow: (callSid) => socket.send(followMessage([callSid])), close: () => socket.close() }),
    );
    socket.on("error", (error) => reject(new Error(`live feed: ${error.message}`)));
  });
}

/** `"other"`: an event about something else than calls. */
function parse(data: string): LiveEvent | "other" | undefined {
  if (data === "pong") return "other";
  try {
    const json: unknown = JSON.parse(data);
    const type = typeof json === "object" && json !== null && "type" in json ? String(json.type) : "";
    if (!["call.started", "call.turn", "call.tool", "call.ended"].includes(type)) return "other";
    return liveEventSchema.safeParse(json).data;
  } catch {
    return undefined;
  }
}
