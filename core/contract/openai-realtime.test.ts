import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendAudio, AudioDeltaScanner, readServerEvent, serverEventSchema } from "./openai-realtime.ts";

const base64 = fc.uint8Array({ minLength: 1, maxLength: 600 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const id = fc.stringMatching(/^[a-zA-Z0-9_]{1,30}$/);
const order = fc.shuffledSubarray(["response_id", "item_id", "output_index", "content_index", "delta"] as const, {
  minLength: 5,
});

const scanOnce = (text: string) => new AudioDeltaScanner().scan(text);

const DELTA = {
  type: "response.output_audio.delta",
  event_id: "event_1",
  response_id: "resp_1",
  item_id: "item_1",
  output_index: 0,
  content_index: 0,
  delta: "//8=",
};
const FOUND = { responseId: "resp_1", itemId: "item_1", delta: "//8=" };

describe("audio taken out of a delta by position", () => {
  test("is what parsing finds or nothing, in any order of the fields, also where one delta comes after another", () => {
    const fields = fc.record({
      event_id: id,
      response_id: id,
      item_id: id,
      delta: base64,
      output_index: fc.nat(3),
      content_index: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fields, order), { minLength: 1, maxLength: 6 }), (deltas) => {
        const scanner = new AudioDeltaScanner();
        for (const [values, keys] of deltas) {
          const event = {
            type: "response.output_audio.delta",
            event_id: values.event_id,
            ...Object.fromEntries(keys.map((key) => [key, values[key]])),
          };
          const text = JSON.stringify(event);
          const idsFirst = keys.indexOf("delta") > Math.max(keys.indexOf("response_id"), keys.indexOf("item_id"));
          expect(scanner.scan(text)).toEqual(
            idsFirst ? { responseId: values.response_id, itemId: values.item_id, delta: values.delta } : null,
          );
          expect(readServerEvent(text)).toEqual(event);
        }
      }),
    );
  });

  test("is found in each delta of a stream of them, with another id when the item or the response is another", () => {
    const scanner = new AudioDeltaScanner();
    for (const [item_id, response_id, delta] of [
      ["item_1", "resp_1", "AAAA"],
      ["item_1", "resp_1", "BBBBBBBB"],
      ["item_2", "resp_1", "CCCC"],
      ["item_22", "resp_2", "DDDD"],
      ["item_1", "resp_1", "EEEE"],
    ] as const) {
      const text = JSON.stringify({ ...DELTA, item_id, response_id, delta });
      expect(scanner.scan(text)).toEqual({ responseId: response_id, itemId: item_id, delta });
    }
  });

  test("is found when the event's id comes before its type", () => {
    const { type, event_id, ...rest } = DELTA;
    expect(scanOnce(JSON.stringify({ event_id, type, ...rest }))).toEqual(FOUND);
  });

  test.each([
    ["spaces", JSON.stringify(DELTA, null, 1)],
    ["escaped slashes", JSON.stringify(DELTA).replaceAll("/", "\\/")],
    [
      "a type that comes last",
      JSON.stringify({ ...DELTA, delta: "/".repeat(400), type: undefined }).slice(0, -1) +
        ',"type":"response.output_audio.delta"}',
    ],
  ])("%s: left to the parser", (_, text) => {
    expect(scanOnce(text)).toBeNull();
    expect(readServerEvent(text)).toMatchObject({ type: "response.output_audio.delta", item_id: "item_1" });
  });

  test.each([
    ["a transcript delta", { ...DELTA, type: "response.output_audio_transcript.delta" }],
    ["the end of the audio", { ...DELTA, type: "response.output_audio.done", delta: undefined }],
    ["an empty delta", { ...DELTA, delta: "" }],
    ["a delta of no response", { ...DELTA, response_id: undefined }],
    [
      "text that quotes the type",
      { type: "conversation.item.added", item: { type: "message", text: '"type":"response.output_audio.delta"' } },
    ],
  ])("%s is none", (_, event) => {
    expect(scanOnce(JSON.stringify(event))).toBeNull();
  });

  test("a frame that was cut off is none", () => {
    const text = JSON.stringify(DELTA);
    for (let length = 0; length < text.length; length++) expect(scanOnce(text.slice(0, length))).toBeNull();
  });
});

describe("reading what the model's server says", () => {
  test("never throws, whatever comes", () => {
    const named = fc.record({
      type: fc.constantFrom("response.done", "error", "conversation.item.added", "response.created"),
      response: fc.anything(),
      item: fc.anything(),
      error: fc.anything(),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          named.map((event) => JSON.stringify(event)),
          fc.anything(),
        ),
        (data) => {
          expect(typeof readServerEvent(data).type).toBe("string");
          if (typeof data === "string") expect(scanOnce(data)?.delta).not.toBe("");
        },
      ),
    );
  });

  test("takes an event for what its schema takes it for, also where it is checked by hand", () => {
    const odd = fc.oneof(fc.constantFrom(null, undefined, 7, "", [], {}, ["x"]), fc.anything());
    const mostly = <T>(usual: fc.Arbitrary<T>) =>
      fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: odd, weight: 1 });
    const fields = {
      type: fc.constantFrom(...serverEventSchema.options.map((option) => option.shape.type.value)),
      item_id: mostly(id),
      response_id: mostly(id),
      delta: mostly(base64),
      transcript: mostly(fc.string()),
      audio_start_ms: mostly(fc.nat()),
      audio_end_ms: mostly(fc.nat()),
      usage: mostly(fc.constantFrom(null, { type: "tokens", total_tokens: 3 })),
      item: mostly(
        fc.record({ id: mostly(id), type: mostly(id), name: odd, status: mostly(id) }, { requiredKeys: [] }),
      ),
      response: mostly(
        fc.record(
          { id: mostly(id), status: mostly(id), status_details: odd, usage: odd, output: mostly(fc.constant([])) },
          { requiredKeys: [] },
        ),
      ),
    };
    let sound = 0;
    fc.assert(
      fc.property(fc.record(fields, { requiredKeys: ["type"] }), (event) => {
        const text = JSON.stringify(event);
        const read = readServerEvent(text);
        if (read.type === "other") return;
        expect(read.type !== "garbage").toBe(serverEventSchema.safeParse(JSON.parse(text)).success);
        if (read.type !== "garbage") sound++;
      }),
      { numRuns: 1_000 },
    );
    expect(sound).toBeGreaterThan(100);
  });

  test("an event of a type that is not known is not garbage", () => {
    expect(readServerEvent('{"type":"rate_limits.updated","rate_limits":[]}')).toEqual({
      type: "other",
      name: "rate_limits.updated",
    });
    expect(readServerEvent('{"type":"constructor"}')).toEqual({ type: "other", name: "constructor" });
  });

  test.each([
    ["bytes", new ArrayBuffer(4), "not text"],
    ["half a frame", '{"type":"err', "not JSON"],
    ["a number", "42", "no type"],
    ["an event of no type", "{}", "no type"],
    ["a known event without its parts", '{"type":"response.done"}', "response.done: response"],
  ])("%s is garbage, with the reason", (_, data, reason) => {
    expect(readServerEvent(data)).toEqual({ type: "garbage", reason });
  });

  test("fields that OpenAI adds later are kept and do no harm", () => {
    const event = {
      type: "response.done",
      response: { id: "resp_1", status: "completed", output: [], brand_new: { deep: true } },
      more: 1,
    };
    expect(readServerEvent(JSON.stringify(event))).toEqual(event);
  });

  test("a response whose token report cannot be read is over all the same", () => {
    const event = {
      type: "response.done",
      response: {
        id: "resp_1",
        status: "completed",
        output: [],
        usage: { input_token_details: null, output_token_details: { text_tokens: null } },
      },
    };
    expect(readServerEvent(JSON.stringify(event)).type).toBe("response.done");
  });
});

test("the caller's audio goes out as an append event, payload untouched", () => {
  fc.assert(
    fc.property(base64, (audio) => {
      expect(JSON.parse(appendAudio(audio))).toEqual({ type: "input_audio_buffer.append", audio });
    }),
  );
});
