/** The floor of Node: whatever comes on one socket goes out on the other, as it came. It understands nothing. */
import { WebSocket } from "ws";
import type { Connect } from "./host.ts";

export function connectWith(openAiUrl: string): Connect {
  return (twilio) => {
    const model = new WebSocket(`${openAiUrl.replace(/^http/, "ws")}/realtime?model=bench`, {
      headers: { authorization: "Bearer bench" },
      perMessageDeflate: false,
    });
    pass(twilio, model);
    pass(model, twilio);
  };
}

function pass(from: WebSocket, to: WebSocket): void {
  from.on("message", (data, isBinary) => {
    if (to.readyState === WebSocket.OPEN) to.send(data, { binary: isBinary });
  });
  from.on("close", () => to.close(1000));
}
