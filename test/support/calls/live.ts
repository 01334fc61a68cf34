/** A LiveCall between two fake sockets, on the test's clock (vitest's fake timers). */
import { vi } from "vitest";
import type { CallWrite } from "../../../worker/features/calls/record/queries.ts";
import { newCall, type CallConfig } from "../../../core/calls/call-state.ts";
import { sessionUpdate, speechPaddingMs } from "../../../core/assistant/agent-snapshot.ts";
import { NO_USAGE } from "../../../core/calls/cost.ts";
import { Transcript } from "../../../core/conversations/transcript.ts";
import type { HubEvent } from "../../../core/contract/hub-events.ts";
import { CallRecorder } from "../../../durable-objects/call-session/call-recorder.ts";
import { LiveCall, type LiveCallDeps } from "../../../durable-objects/call-session/live-call.ts";
import { createLogger } from "../../../worker/log.ts";
import { RealtimeEngine } from "../../../durable-objects/call-session/realtime-engine.ts";
import type { RealtimeOpening } from "../../../worker/adapters/openai/realtime.ts";
import { FakeSocket } from "./fake-socket.ts";
import { audio } from "./line.ts";
import { callConfig, GREETING } from "./scripted-call.ts";
import { aSnapshot } from "./snapshot.ts";

export const CALL_SID = "CA00000000000000000000000000000001";

export function liveCall(
  options: {
    config?: Partial<CallConfig>;
    greetingAudio?: string[] | null;
    fillers?: { text: string; audio: string[] }[];
    /** The instructions in full, then with less. */
    instructions?: [string, ...string[]];
    open?: () => Promise<RealtimeOpening>;
    deps?: Partial<LiveCallDeps>;
  } = {},
) {
  const greetingAudio = options.greetingAudio === undefined ? [audio(1_000)] : options.greetingAudio;
  const written: CallWrite[] = [];
  const published: HubEvent[] = [];
  const logs: Record<string, unknown>[] = [];
  const kept: string[][] = [];
  const models: FakeSocket[] = [];
  let ended = 0;
  let finished = 0;
  const log = createLogger({}, (line) => logs.push(JSON.parse(line) as Record<string, unknown>));
  const recorder = new CallRecorder(
    {
      write: async (batch) => void written.push(...batch),
      keep: () => {},
      publish: async (events) => {
        published.push(...events);
        return 1;
      },
      // What is written goes out at once: gathering has its own tests.
      pause: async () => {},
      now: Date.now,
      log,
    },
    { callId: "call1", callSid: CALL_SID },
    0,
  );
  const fillers = options.fillers ?? [];
  const greetingClip = greetingAudio && { noticeMs: lengthMs(greetingAudio) };
  const config = callConfig({ greetingClip, fillers: fillers.length, ...options.config });
  const snapshot = aSnapshot({ greetingAudio, fillers, settings: { greeting: GREETING } });
  const instructions = options.instructions ?? ["INSTRUCTIONS"];
  const openSocket = async (): Promise<RealtimeOpening> => {
    const socket = new FakeSocket();
    models.push(socket);
    return { ok: true, socket: socket.asSocket() };
  };
  const call = new LiveCall(newCall(config, Date.now()), {
    callSid: CALL_SID,
    peer: "+972521234567",
    leadName: null,
    snapshot,
    engines: [
      (listener) =>
        new RealtimeEngine(
          {
            session: (level) => sessionUpdate(snapshot, instructions[level] ?? "", []),
            levels: instructions.length,
            speechPaddingMs: speechPaddingMs(snapshot.settings.turnDetection),
          },
          { open: options.open ?? openSocket, now: Date.now },
          listener,
        ),
    ],
    runTool: async () => ({ output: '{"saved":true}', failed: false, leadId: "lead1", mustAnswer: false }),
    keepGreeting: (pieces) => kept.push(pieces),
    ended: () => void ended++,
    finished: () => void finished++,
    usage: NO_USAGE,
    recorder,
    transcript: new Transcript(),
    log,
    now: Date.now,
    ...options.deps,
  });
  call.start();
  const talk = {
    call,
    recorder,
    written,
    published,
    logs,
    kept,
    models,
    endings: () => ended,
    finishes: () => finished,
    /** The model's present socket. */
    model: () => models.at(-1) ?? new FakeSocket(),
    /** Lets what is asynchronous happen, without time passing. */
    settle: () => vi.advanceTimersByTimeAsync(0),
    connect: async () => {
      await talk.settle();
      talk.model().says({ type: "session.updated" });
    },
    stream: (callSid = CALL_SID): FakeSocket => {
      const socket = new FakeSocket();
      call.attachStream(socket.asSocket());
      socket.says({ event: "connected" });
      socket.says({ event: "start", start: { streamSid: "MZ1", callSid } });
      return socket;
    },
    turns: () => written.flatMap((entry) => (entry.write === "turn" ? [entry.turn] : [])),
    notes: () => written.flatMap((entry) => (entry.write === "event" ? [entry.event.kind] : [])),
    ending: () => written.flatMap((entry) => (entry.write === "ended" ? [entry.ending] : []))[0] ?? null,
  };
  return talk;
}

const lengthMs = (pieces: string[]): number =>
  pieces.reduce((sum, piece) => sum + Buffer.from(piece, "base64").length / 8, 0);

/** Answers Twilio's marks as far as they have been played: all that were sent until now. */
export function echoMarks(twilio: FakeSocket): void {
  for (const message of twilio.read())
    if (message["event"] === "mark") twilio.says({ event: "mark", mark: message["mark"] });
}

export const delta = (response_id: string, item_id: string, ms: number) => ({
  type: "response.output_audio.delta",
  response_id,
  item_id,
  delta: audio(ms),
});
