/**
 * Opens the Realtime WebSocket. A Worker dials out with `fetch` and an Upgrade header; a refusal comes back as an
 * ordinary response, whose body says why. https://platform.openai.com/docs/guides/realtime-websocket
 */
import type { FailureCode } from "../../../core/calls/failure.ts";
import { failureOfStatus } from "../../../core/realtime/refusals.ts";
import type { OpenAiAccess } from "./access.ts";

export type RealtimeOpening = { ok: true; socket: WebSocket } | { ok: false; failure: FailureCode; detail: string };

/**
 * Without a signal to give it up: workerd would then lead every frame of the open socket past that signal, which costs
 * about as much as all that is done with the frame. Who has stopped waiting closes the socket when it comes after all.
 */
export async function openRealtime(config: OpenAiAccess, model: string): Promise<RealtimeOpening> {
  const url = `${config.OPENAI_BASE_URL}/realtime?model=${encodeURIComponent(model)}`;
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { upgrade: "websocket", authorization: `Bearer ${config.OPENAI_API_KEY}` },
    });
  } catch (error) {
    return { ok: false, failure: "openai_unreachable", detail: error instanceof Error ? error.message : String(error) };
  }
  if (response.webSocket) {
    response.webSocket.accept();
    return { ok: true, socket: response.webSocket };
  }
  const code = await errorCode(response);
  return {
    ok: false,
    failure: failureOfStatus(response.status, code),
    detail: `${response.status}${code ? ` ${code}` : ""}`,
  };
}

async function errorCode(response: Response): Promise<string | null> {
  try {
    const body: unknown = JSON.parse((await response.text()).slice(0, 4_000));
    const error = typeof body === "object" && body !== null && "error" in body ? body.error : null;
    return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
      ? error.code
      : null;
  } catch {
    return null;
  }
}
