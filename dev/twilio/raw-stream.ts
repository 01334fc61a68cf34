/** Opens a stream address by hand: with a wrong token, a used one, or after its time. */
import { WebSocket } from "ws";

/** The HTTP status of the handshake (101 when it opened, 0 when nobody answered) and the open socket. */
export interface RawStream {
  status: number;
  socket: WebSocket | undefined;
}

export function openRawStream(url: string, headers: Record<string, string> = {}): Promise<RawStream> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    socket.once("open", () => resolve({ status: 101, socket }));
    socket.once("unexpected-response", (_request, response) => {
      resolve({ status: response.statusCode ?? 0, socket: undefined });
      response.resume();
      socket.terminate();
    });
    socket.on("error", () => resolve({ status: 0, socket: undefined }));
  });
}
