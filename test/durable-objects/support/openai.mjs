// What the Worker under test finds at OPENAI_BASE_URL: a second Worker, reached over real sockets. The model's name says
// how it behaves, so that tests which run side by side do not meet:
//   refuses-<status>-<anything>   answers the upgrade with that status
//   <anything>                    confirms the session and keeps what it was sent, for GET /said?model=<name>
// Summaries: a model called summary-fails-… answers 400.
const heard = new Map();

export default {
  async fetch(request) {
    const url = new URL(request.url);
    const model = url.searchParams.get("model") ?? "";
    if (url.pathname === "/said") return Response.json(heard.get(model) ?? []);
    if (url.pathname.endsWith("/responses")) return summary(await request.json());
    // One second of 24 kHz linear audio.
    if (url.pathname.endsWith("/audio/speech")) return new Response(new Uint8Array(48_000));
    if (request.headers.get("upgrade") === "websocket") return realtime(model);
    return new Response("nothing here", { status: 404 });
  },
};

function realtime(model) {
  const refused = /^refuses-(\d+)/.exec(model);
  if (refused) return Response.json({ error: { code: "refused", message: "no" } }, { status: Number(refused[1]) });
  const [client, server] = Object.values(new WebSocketPair());
  server.accept();
  const said = heard.get(model) ?? [];
  heard.set(model, said);
  server.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data);
    said.push(event);
    if (event.type === "session.update")
      server.send(JSON.stringify({ type: "session.updated", session: event.session }));
  });
  server.send(JSON.stringify({ type: "session.created", session: {} }));
  return new Response(null, { status: 101, webSocket: client });
}

function summary({ model, input }) {
  if (model.startsWith("summary-fails"))
    return Response.json({ error: { message: "no", code: "bad" } }, { status: 400 });
  const text = JSON.stringify({
    summary: `סיכום: ${String(input).length}`,
    nextAction: "להתקשר מחר",
    outcome: "details_left",
  });
  return Response.json({
    id: "resp_1",
    object: "response",
    created_at: 0,
    status: "completed",
    model,
    output: [
      {
        type: "message",
        id: "msg_1",
        role: "assistant",
        status: "completed",
        content: [{ type: "output_text", text, annotations: [] }],
      },
    ],
  });
}
