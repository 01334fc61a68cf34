import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { delta, echoMarks, liveCall } from "../../test/support/calls/live.ts";
import { audio } from "../../test/support/calls/line.ts";
import { GREETING } from "../../test/support/calls/scripted-call.ts";
import { message, said, toolItem } from "../../test/support/calls/wire-events.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const frame = (timestampMs: number) => ({ event: "media", media: { payload: "//8=", timestamp: String(timestampMs) } });
const history = (socket: { read(): Record<string, unknown>[] }) =>
  socket
    .read()
    .flatMap(({ type, item }) =>
      type === "conversation.item.create" ? [(item as { content: { text: string }[] }).content[0]?.text] : [],
    );

async function talking(options?: Parameters<typeof liveCall>[0]) {
  const talk = liveCall(options);
  await talk.connect();
  const twilio = talk.stream();
  await vi.advanceTimersByTimeAsync(1_200);
  echoMarks(twilio);
  await talk.settle();
  twilio.sent.length = 0;
  talk.model().sent.length = 0;
  return { ...talk, twilio };
}

describe("a call is set up", () => {
  test("the caller hears the cached greeting in the moment of the start, before the model is there", () => {
    const talk = liveCall();
    expect(talk.stream().types()).toContain("media");
    expect(talk.call.state.engine.is).toBe("opening");
  });

  test("what the caller says meanwhile waits for the session, then goes out in order", async () => {
    const talk = liveCall();
    const twilio = talk.stream();
    await talk.settle();
    for (const at of [0, 20, 40]) twilio.says(frame(at));
    expect(talk.model().types()).not.toContain("input_audio_buffer.append");
    talk.model().says(said.updated());
    twilio.says(frame(60));
    const appended = () =>
      talk
        .model()
        .types()
        .filter((type) => type === "input_audio_buffer.append");
    // And until what must be heard of the greeting has been heard.
    expect(appended()).toHaveLength(0);
    // By the line's marks: the clock alone says nothing of a line that is slow.
    await vi.advanceTimersByTimeAsync(1_500);
    expect(appended()).toHaveLength(0);
    echoMarks(twilio);
    expect(appended()).toHaveLength(4);
  });

  test("a line that brings no marks back opens the caller's ear all the same, two seconds later", async () => {
    const talk = liveCall();
    const twilio = talk.stream();
    await talk.settle();
    talk.model().says(said.updated());
    twilio.says(frame(0));
    await vi.advanceTimersByTimeAsync(8_000);
    expect(talk.call.state.greeting).toEqual({ is: "over", heard: true });
    expect(talk.model().types()).toContain("input_audio_buffer.append");
  });

  test("a line that breaks before what must be heard was: it is said anew on the next one, from its beginning", async () => {
    const talk = liveCall();
    const twilio = talk.stream();
    await talk.connect();
    await vi.advanceTimersByTimeAsync(300);
    twilio.drops();
    expect(talk.call.state.greeting).toEqual({ is: "due" });
    const sounds = (stream: typeof twilio) => stream.types().filter((type) => type === "media").length;
    const whole = sounds(twilio);
    expect(whole).toBeGreaterThan(0);
    const next = talk.stream();
    await talk.settle();
    expect(sounds(next)).toBe(whole);
    echoMarks(next);
    expect(talk.call.state.greeting).toEqual({ is: "over", heard: true });
    await talk.settle();
    expect(talk.turns().map(({ text, interrupted }) => [text, interrupted])).toContainEqual([GREETING, false]);
  });

  test("a greeting that plays while the session is opened is told to the model once", async () => {
    const talk = liveCall();
    const twilio = talk.stream();
    await talk.connect();
    await vi.advanceTimersByTimeAsync(1_100);
    echoMarks(twilio);
    expect(history(talk.model())).toEqual([GREETING]);
  });

  test("a start of another call is refused", () => {
    const talk = liveCall();
    expect(talk.stream("CA99999999999999999999999999999999").closedWith).toBe(1008);
    expect(talk.call.state.phase.is).toBe("waiting");
  });

  test("a greeting that the model spoke word for word is kept; another one is not", async () => {
    for (const [transcript, count] of [
      [GREETING, 1],
      ["שלום וברכה", 0],
    ] as const) {
      const talk = liveCall({ greetingAudio: null });
      await talk.connect();
      talk.stream();
      talk.model().says(said.created("r1"));
      talk.model().says(said.item("r1", "item1"));
      talk.model().says(delta("r1", "item1", 200));
      talk.model().says(delta("r1", "item1", 100));
      talk
        .model()
        .says({ type: "response.output_audio_transcript.done", response_id: "r1", item_id: "item1", transcript });
      talk.model().says({ type: "response.output_audio.done", response_id: "r1", item_id: "item1" });
      talk.model().says(said.done("r1", { output: [message("item1")] }));
      expect(talk.kept).toEqual(count ? [[audio(200), audio(100)]] : []);
    }
  });
});

describe("the caller interrupts", () => {
  test("late audio of the cut response is never sent, and the item is truncated at what was heard", async () => {
    const { model, twilio } = await talking();
    model().says(said.speechStarted());
    model().says(said.speechStopped());
    model().says(said.created("r1"));
    model().says(said.item("r1", "item1"));
    for (let at = 0; at < 10; at++) model().says(delta("r1", "item1", 200));
    await vi.advanceTimersByTimeAsync(10);
    const anchor = twilio.read().find(({ event }) => event === "mark");
    twilio.says({ event: "mark", mark: anchor?.["mark"] });
    await vi.advanceTimersByTimeAsync(400);
    model().says(said.speechStarted("caller2"));
    const sent = twilio.sent.length;
    model().says(delta("r1", "item1", 200));
    expect(twilio.types().at(-1)).toBe("clear");
    expect(twilio.sent).toHaveLength(sent);
    const truncation = model()
      .read()
      .find(({ type }) => type === "conversation.item.truncate");
    expect(truncation).toMatchObject({ item_id: "item1" });
    expect(Math.abs(Number(truncation?.["audio_end_ms"]) - 400)).toBeLessThanOrEqual(40);
  });

  test("the turn keeps the heard part, and late text does not lengthen it", async () => {
    const { model, twilio, turns, settle } = await talking();
    model().says(said.speechStarted());
    model().says(said.speechStopped());
    model().says(said.created("r1"));
    model().says(delta("r1", "item1", 1_000));
    const anchor = twilio.read().find(({ event }) => event === "mark");
    twilio.says({ event: "mark", mark: anchor?.["mark"] });
    model().says({
      type: "response.output_audio_transcript.delta",
      response_id: "r1",
      item_id: "item1",
      delta: "אחת שתיים שלוש ארבע.",
    });
    await vi.advanceTimersByTimeAsync(500);
    model().says(said.speechStarted("caller2"));
    model().says({
      type: "response.output_audio_transcript.done",
      response_id: "r1",
      item_id: "item1",
      transcript: "אחת שתיים שלוש ארבע. חמש.",
    });
    await settle();
    expect(turns().at(-1)).toMatchObject({ text: expect.stringMatching(/^אחת( שתיים)?$/), interrupted: true });
  });
});

describe("frames that are not as they should be", () => {
  test("garbage on either leg is noted three times, and the call goes on", async () => {
    const { model, twilio, notes, settle, call } = await talking();
    for (let round = 0; round < 4; round++) {
      twilio.says("{");
      model().says("{");
      await settle();
    }
    expect(notes().filter((kind) => kind === "garbage_frame")).toHaveLength(3);
    expect(call.state.phase.is).toBe("talking");
  });

  test("frames that Twilio lost become silence of the same length", async () => {
    const { model, twilio } = await talking();
    twilio.says(frame(5_000));
    twilio.says(frame(5_080));
    expect(
      model()
        .types()
        .filter((type) => type === "input_audio_buffer.append"),
    ).toHaveLength(5);
  });
});

describe("the model's socket", () => {
  test("that was given up is not heard any more", async () => {
    const { models, call } = await talking();
    models[0]?.drops();
    await vi.advanceTimersByTimeAsync(100);
    expect(models).toHaveLength(2);
    models[0]?.says(said.speechStarted());
    expect(call.state.floor.is).toBe("nobody");
  });

  test("reopened gets the session and the conversation, then the caller's words that waited", async () => {
    const { models, twilio, model } = await talking();
    model().says({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: "caller1",
      transcript: "אני מחפש דירה",
    });
    models[0]?.drops();
    twilio.says(frame(9_000));
    await vi.advanceTimersByTimeAsync(100);
    models[1]?.says(said.updated());
    expect(models[1]?.types().filter((type, index, all) => all.indexOf(type) === index)).toEqual([
      "session.update",
      "conversation.item.create",
      "input_audio_buffer.append",
    ]);
    expect(models[1] && history(models[1])).toEqual([GREETING, "אני מחפש דירה"]);
  });
});

describe("OpenAI closes the socket", () => {
  const RECORD = ["model_failed", "call_ended"];

  test("for a reason: it is not opened again, and the call ends with that reason", async () => {
    const { models, ending, notes, settle } = await talking();
    models[0]?.drops(3000, "invalid_request_error.invalid_api_key");
    await vi.advanceTimersByTimeAsync(10_000);
    await settle();
    expect(models).toHaveLength(1);
    expect(ending()).toMatchObject({ reason: "failed", failure: "openai_auth" });
    expect(notes().filter((kind) => RECORD.includes(kind))).toEqual(RECORD);
  });

  test.each([
    ["server_error", "code 1011 server_error"],
    ["Incorrect API key provided: sk-live-abc", "code 1011"],
  ])("with «%s»: what is on record is a name, never a sentence that might quote the key", async (reason, detail) => {
    const { models, written } = await talking();
    models[0]?.drops(1011, reason);
    await vi.advanceTimersByTimeAsync(100);
    expect(models).toHaveLength(2);
    const dropped = written.flatMap((entry) =>
      entry.write === "event" && entry.event.kind === "model_dropped" ? [entry.event] : [],
    );
    expect(dropped).toMatchObject([{ data: { detail } }]);
    expect(JSON.stringify(written)).not.toContain("sk-live");
  });
});

describe("Twilio asks what next before its socket has closed", () => {
  test("what the model says then waits for the next stream instead of going into the old one", async () => {
    const { call, model, twilio, stream } = await talking();
    call.dispatch({ type: "stream.lost" });
    twilio.sent.length = 0;
    model().says(said.created("r1"));
    model().says(delta("r1", "item1", 600));
    expect(twilio.types()).toEqual([]);
    expect(stream().types()).toContain("media");
  });
});

describe("the end", () => {
  test("closes both sockets, writes the reason once and leaves no timer", async () => {
    const { models, twilio, ending, endings, settle } = await talking();
    twilio.says({ event: "stop" });
    await settle();
    expect(models[0]?.closedWith).toBe(1000);
    expect(twilio.closedWith).toBe(1000);
    expect(ending()).toMatchObject({ reason: "caller_hung_up" });
    expect(endings()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("with audio waiting for a stream that never comes back leaves no timer either", async () => {
    const { model, twilio, endings } = await talking();
    model().says(said.created("r1"));
    model().says(delta("r1", "item1", 9_000));
    twilio.drops();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(endings()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("OpenAI closing first, with a reconnection under way, leaves nothing open", async () => {
    const { models, twilio } = await talking();
    models[0]?.drops();
    twilio.says({ event: "stop" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(models).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a socket that opens after the end is closed again", async () => {
    const talk = liveCall();
    talk.stream().says({ event: "stop" });
    await talk.settle();
    expect(talk.models[0]?.closedWith).toBe(1000);
  });

  test("a tool that finishes afterwards says nothing to anybody", async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const runTool = async () => (await finished, { output: "{}", failed: false, leadId: null, mustAnswer: false });
    const { model, twilio, settle } = await talking({ deps: { runTool } });
    model().says(said.created("r1"));
    model().says(said.done("r1", { output: [toolItem("c1", "save_lead")] }));
    const before = model().sent.length;
    twilio.says({ event: "stop" });
    finish();
    await settle();
    expect(model().sent).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("what dashboards and the record see of a call", () => {
  test("is the same, in the order in which it happened", async () => {
    const { model, twilio, published, turns, settle } = await talking();
    model().says(said.speechStarted());
    model().says(said.speechStopped());
    model().says({ type: "input_audio_buffer.committed", item_id: "caller1" });
    model().says({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: "caller1",
      transcript: "שלום",
    });
    model().says(said.created("r1"));
    model().says(said.done("r1", { output: [toolItem("c1", "save_lead")] }));
    await settle();
    twilio.says({ event: "stop" });
    await settle();
    expect(published.map(({ type }) => type)).toEqual([
      "call.started",
      "call.turn",
      "call.turn",
      "call.turn",
      "call.tool",
      "call.tool",
      "call.ended",
    ]);
    expect(
      turns()
        .map(({ seq, role, text }) => `${seq} ${role} ${text}`)
        .at(-1),
    ).toBe("2 caller שלום");
  });
});

const sentTypes = (socket: { read(): Record<string, unknown>[] }, type: string) =>
  socket.read().filter((event) => event["type"] === type);

/** Tools that work, and the names of those that were run. */
function tools() {
  const ran: string[] = [];
  const runTool = async (name: string) => {
    ran.push(name);
    return { output: "{}", failed: false, leadId: null, mustAnswer: false };
  };
  return { ran, runTool };
}

describe("what the vendor does on a bad day", () => {
  test("a tool call of a cancelled response is not run and is forgotten, however whole it is", async () => {
    const { ran, runTool } = tools();
    const { model, settle } = await talking({ deps: { runTool } });
    model().says(said.created("r1"));
    model().says(said.call("r1", "c1", "save_lead", '{"name":"דנה"}'));
    model().says(said.speechStarted());
    model().says(
      said.done("r1", { status: "cancelled", output: [toolItem("c1", "save_lead", '{"name":"דנה"}', "completed")] }),
    );
    await settle();
    expect(ran).toEqual([]);
    expect(sentTypes(model(), "conversation.item.delete")).toMatchObject([{ item_id: "item_c1" }]);
    // A barrier: the next response's call is run.
    model().says(said.speechStopped());
    model().says(said.created("r2"));
    model().says(said.done("r2", { output: [toolItem("c2", "save_lead")] }));
    await settle();
    expect(ran).toEqual(["save_lead"]);
  });

  test("a call whose item is incomplete is not run although its response is completed", async () => {
    const { ran, runTool } = tools();
    const { model, settle } = await talking({ deps: { runTool } });
    model().says(said.created("r1"));
    model().says(
      said.done("r1", {
        output: [toolItem("c1", "save_lead", '{"na', "incomplete"), toolItem("c2", "end_call")],
      }),
    );
    await settle();
    expect(ran).toEqual(["end_call"]);
  });

  test("the socket dies in mid-sentence: the heard part is on record and told to the next session", async () => {
    const { models, model, twilio, turns, call, settle } = await talking();
    model().says(said.created("r1"));
    model().says(said.item("r1", "item1"));
    model().says(said.words("r1", "item1", "הדירה בקומה שלישית "));
    model().says(delta("r1", "item1", 1_000));
    models[0]?.drops();
    await vi.advanceTimersByTimeAsync(100);
    models[1]?.says(said.updated());
    // It still plays: nothing is asked for over it.
    expect(models[1] && sentTypes(models[1], "response.create")).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    echoMarks(twilio);
    await settle();
    expect(turns().at(-1)).toMatchObject({ text: "הדירה בקומה שלישית", heardMs: 1_000, interrupted: true });
    expect(models[1] && history(models[1])).toContain("הדירה בקומה שלישית");
    expect(models[1] && sentTypes(models[1], "response.create")).toHaveLength(1);
    expect(call.state.floor.is).toBe("thinking");
  });

  test("the caller hangs up in mid-sentence: the record holds what was heard, marked as interrupted", async () => {
    const { model, twilio, turns, settle } = await talking();
    model().says(said.created("r1"));
    model().says(said.words("r1", "item1", "אחת שתיים שלוש ארבע"));
    model().says(delta("r1", "item1", 2_000));
    const anchor = twilio.read().find(({ event }) => event === "mark");
    twilio.says({ event: "mark", mark: anchor?.["mark"] });
    await vi.advanceTimersByTimeAsync(400);
    twilio.says({ event: "stop" });
    await settle();
    expect(turns().at(-1)).toMatchObject({ interrupted: true, text: expect.stringMatching(/^אחת/) });
    expect(turns().at(-1)?.heardMs).toBeLessThan(2_000);
  });

  test("the caller's last words are written down after they have hung up, and only then is the call finished", async () => {
    const { model, twilio, turns, settle, endings, finishes, models } = await talking();
    model().says(said.speechStarted());
    twilio.says({ event: "stop" });
    expect(sentTypes(model(), "input_audio_buffer.commit")).toHaveLength(1);
    expect([endings(), finishes()]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(300);
    model().says(said.transcript("תחזרו אליי בערב"));
    await settle();
    expect(turns().at(-1)).toMatchObject({ role: "caller", text: "תחזרו אליי בערב" });
    expect(finishes()).toBe(1);
    expect(models[0]?.closedWith).toBe(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("words that never come are waited for three seconds", async () => {
    const { model, twilio, finishes } = await talking();
    model().says(said.speechStarted());
    twilio.says({ event: "stop" });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(finishes()).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(finishes()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a turn whose transcription fails is on record as one", async () => {
    const { model, turns, notes, settle } = await talking();
    model().says(said.speechStarted());
    model().says(said.speechStopped());
    model().says(said.noTranscript());
    await settle();
    expect(turns().at(-1)).toMatchObject({ role: "caller", text: "", untranscribed: true });
    expect(notes()).toContain("turn_not_transcribed");
  });

  test("a cancel names its response, and one that is not running is not cancelled", async () => {
    const { model } = await talking();
    model().says(said.speechStarted());
    // The server's answer crosses the caller's speech.
    model().says(said.created("r1"));
    expect(sentTypes(model(), "response.cancel")).toEqual([{ type: "response.cancel", response_id: "r1" }]);
  });

  test("a session that is refused for its size is tried with less, and not given up", async () => {
    const talk = liveCall({ instructions: ["ALL", "LESS"] });
    talk.stream();
    await talk.settle();
    const refusal = { ...said.error("string_above_max_length") } as { error: object };
    talk.model().says({ ...refusal, error: { ...refusal.error, param: "session.instructions" } });
    const updates = sentTypes(talk.model(), "session.update") as { session: { instructions: string } }[];
    expect(updates.map(({ session }) => session.instructions)).toEqual(["ALL", "LESS"]);
    talk.model().says(said.updated());
    expect(talk.call.state.engine.is).toBe("ready");
    await talk.settle();
    expect(talk.notes()).toContain("session_trimmed");
  });
});
