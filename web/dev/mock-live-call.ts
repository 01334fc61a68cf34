/** A call that runs by itself: words come in pieces, the caller breaks in, the lead is saved, and it ends. */
import type { CallDetail } from "../../core/calls/wire.ts";
import type { HubEvent } from "../../core/contract/hub-events.ts";
import { call, calls, leads, TALK } from "./mock-data.ts";

const PIECE_MS = 280;
const PAUSE_MS = 900;
const SUMMARY_AFTER_MS = 6_000;

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export async function runLiveCall(tell: (event: HubEvent) => void): Promise<void> {
  const startedAt = Date.now();
  const detail: CallDetail = call(startedAt, {
    status: "live",
    answeredAt: startedAt,
    endedAt: null,
    durationMs: null,
    endReason: null,
    turns: [],
    events: [],
    costMicroUsd: 0,
    usage: null,
    from: "+972546677889",
  });
  calls.unshift(detail);
  const ref = { callId: detail.id, callSid: detail.callSid };
  const note = (kind: CallDetail["events"][number]["kind"], data = {}) =>
    detail.events.push({ seq: detail.events.length + 1, kind, at: Date.now(), data });
  note("webhook_received");
  note("stream_started");
  tell({ type: "call.started", ...ref, from: detail.from, startedAt, leadName: null });

  for (const [index, [role, text, more]] of TALK.entries()) {
    await sleep(PAUSE_MS);
    const turn = {
      seq: index + 1,
      role,
      text: "",
      startedAt: Date.now(),
      interrupted: false,
      untranscribed: false,
      heardMs: null as number | null,
    };
    const words = text.split(" ");
    // The caller's words come at once, when they have been transcribed.
    const step = role === "caller" ? words.length : 2;
    for (let end = step; end < words.length + step; end += step) {
      await sleep(role === "caller" ? PIECE_MS * 4 : PIECE_MS);
      tell({ type: "call.turn", ...ref, turn: { ...turn, text: words.slice(0, end).join(" "), final: false } });
    }
    const said = { ...turn, text, heardMs: role === "assistant" ? 3_000 : null, ...more };
    detail.turns.push(said);
    tell({ type: "call.turn", ...ref, turn: { ...said, final: true } });
    if (index === 6) {
      note("tool_called", { name: "save_lead" });
      tell({ type: "call.tool", ...ref, tool: { name: "save_lead", status: "running", at: Date.now() }, leadId: null });
      await sleep(2_500);
      Object.assign(detail, { lead: leads[0], leadId: "l1", leadName: leads[0]!.name });
      note("tool_finished", { name: "save_lead" });
      tell({ type: "call.tool", ...ref, tool: { name: "save_lead", status: "done", at: Date.now() }, leadId: "l1" });
    }
  }
  const endedAt = Date.now();
  note("call_ended", { reason: "assistant_ended" });
  Object.assign(detail, {
    status: "ended",
    endedAt,
    durationMs: endedAt - startedAt,
    endReason: "assistant_ended",
    costMicroUsd: 91_000,
  });
  tell({ type: "call.ended", ...ref, endedAt, reason: "assistant_ended", failure: null, callBack: false });
  await sleep(SUMMARY_AFTER_MS);
  detail.summary = "מחפשת 4–5 חדרים במרכז הכרמל עד 2,850,000 ₪, מעלית וחניה. סיור ביום שלישי אחרי 17:00.";
}
