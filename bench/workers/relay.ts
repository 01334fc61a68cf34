/** The floor: whatever comes on one socket goes out on the other, as it came. It understands nothing. */
import { DurableObject } from "cloudflare:workers";

type Env = { CALL: DurableObjectNamespace<RelayCall>; OPENAI_BASE_URL: string };

export class RelayCall extends DurableObject<Env> {
  override async fetch(): Promise<Response> {
    const upgraded = await fetch(`${this.env.OPENAI_BASE_URL}/realtime?model=bench`, {
      headers: { upgrade: "websocket", authorization: "Bearer bench" },
    });
    const model = upgraded.webSocket;
    if (!model) return new Response(null, { status: 502 });
    const { 0: client, 1: twilio } = new WebSocketPair();
    model.accept();
    twilio.accept();
    pass(twilio, model);
    pass(model, twilio);
    return new Response(null, { status: 101, webSocket: client });
  }
}

function pass(from: WebSocket, to: WebSocket): void {
  from.addEventListener("message", ({ data }) => to.send(data));
  from.addEventListener("close", () => to.close(1000));
}

export default {
  fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/healthz") return new Response("ok");
    const callSid = pathname.split("/").at(-1) ?? "";
    return env.CALL.get(env.CALL.idFromName(callSid)).fetch(request);
  },
} satisfies ExportedHandler<Env>;
