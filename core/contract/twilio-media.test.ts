import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BYTES_PER_MS,
  FRAME_MS,
  MediaFrameScanner,
  readTwilioMessage,
  SILENT_FRAME,
  twilioWriter,
} from "./twilio-media.ts";

const base64 = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const digits = fc.nat(4_000_000).map(String);
const sid = fc.stringMatching(/^MZ[0-9a-f]{32}$/);

/** As Twilio writes it; the order of the inner keys is not promised anywhere. */
const mediaMessage = fc
  .record({
    streamSid: sid,
    sequenceNumber: digits,
    payload: base64,
    timestamp: digits,
    chunk: digits,
    payloadFirst: fc.boolean(),
    mediaFirst: fc.boolean(),
  })
  .map(({ streamSid, sequenceNumber, payload, timestamp, chunk, payloadFirst, mediaFirst }) => {
    const media = payloadFirst
      ? { payload, track: "inbound", chunk, timestamp }
      : { track: "inbound", chunk, timestamp, payload };
    const text = mediaFirst
      ? { event: "media", media, streamSid, sequenceNumber }
      : { event: "media", sequenceNumber, streamSid, media };
    return { text: JSON.stringify(text), frame: { payload, timestampMs: Number(timestamp) } };
  });

const scanOnce = (text: string) => new MediaFrameScanner().scan(text);

const media = (fields: Record<string, unknown>) => ({
  event: "media",
  sequenceNumber: "3",
  media: { track: "inbound", chunk: "2", timestamp: "40", payload: "//8=", ...fields },
});

describe("a frame taken out by position", () => {
  test("is the frame that parsing finds, wherever it stood in the message before", () => {
    fc.assert(
      fc.property(fc.array(mediaMessage, { minLength: 1, maxLength: 6 }), (messages) => {
        const scanner = new MediaFrameScanner();
        for (const { text, frame } of messages) {
          expect(scanner.scan(text)).toEqual(frame);
          expect(readTwilioMessage(text)).toEqual({ event: "media", frame });
        }
      }),
    );
  });

  test.each([
    ["another order of keys", JSON.stringify({ sequenceNumber: "3", media: media({}).media, event: "media" })],
    ["spaces", JSON.stringify(media({}), null, 1)],
    ["a time stamp that is a number", JSON.stringify(media({ timestamp: 40 }))],
  ])("%s is left to the parser", (_, text) => {
    expect(scanOnce(text)).toBeNull();
    expect(readTwilioMessage(text)).toEqual({ event: "media", frame: { payload: "//8=", timestampMs: 40 } });
  });

  test("escaped slashes are left to the parser, which unescapes them", () => {
    const text = JSON.stringify(media({})).replaceAll("/", "\\/");
    expect(scanOnce(text)).toBeNull();
    expect(readTwilioMessage(text)).toEqual({ event: "media", frame: { payload: "//8=", timestampMs: 40 } });
  });

  test.each([
    ["an empty payload", JSON.stringify(media({ payload: "" }))],
    ["no payload", JSON.stringify(media({ payload: undefined }))],
    ["no time stamp", JSON.stringify(media({ timestamp: undefined }))],
    ["a message that was cut off", JSON.stringify(media({})).slice(0, -2)],
    ["a payload that was cut off", JSON.stringify(media({})).slice(0, -5)],
  ])("%s is no frame", (_, text) => {
    expect(scanOnce(text)).toBeNull();
    expect(readTwilioMessage(text).event).toBe("unknown");
  });
});

describe("reading Twilio's messages", () => {
  test("never throws, whatever comes", () => {
    const almost = fc
      .tuple(mediaMessage, fc.nat(400), fc.string())
      .map(([{ text }, at, junk]) => text.slice(0, at) + junk + text.slice(at));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), almost, fc.anything()), (data) => {
        expect(typeof readTwilioMessage(data).event).toBe("string");
        if (typeof data === "string") expect(scanOnce(data)?.payload).not.toBe("");
      }),
    );
  });

  test.each([
    [{ event: "connected", protocol: "Call", version: "1.0.0" }, { event: "connected" }],
    [
      { event: "start", start: { streamSid: "MZ1", callSid: "CA1", customParameters: {} } },
      { event: "start", streamSid: "MZ1", callSid: "CA1" },
    ],
    [
      { event: "dtmf", dtmf: { track: "inbound_track", digit: "#" } },
      { event: "dtmf", digit: "#" },
    ],
    [
      { event: "mark", mark: { name: "1:4000" } },
      { event: "mark", name: "1:4000" },
    ],
    [{ event: "stop", stop: { callSid: "CA1" } }, { event: "stop" }],
  ])("%j", (message, read) => {
    expect(readTwilioMessage(JSON.stringify(message))).toEqual(read);
  });

  test.each([
    ["bytes", new Uint8Array(2)],
    ["an unknown event", '{"event":"video"}'],
    ["two digits at once", '{"event":"dtmf","dtmf":{"digit":"12"}}'],
    ["a payload that is not base64", JSON.stringify(media({ payload: "שלום" }))],
    ["a start without its call", '{"event":"start","start":{"streamSid":"MZ1"}}'],
  ])("%s is unknown, with a reason", (_, data) => {
    expect(readTwilioMessage(data)).toEqual({ event: "unknown", reason: expect.any(String) });
  });
});

describe("writing to Twilio", () => {
  test("every message is JSON of the documented shape, whatever the stream is called", () => {
    fc.assert(
      fc.property(fc.string(), base64, (streamSid, payload) => {
        const writer = twilioWriter(streamSid);
        expect(JSON.parse(writer.media(payload))).toEqual({ event: "media", streamSid, media: { payload } });
        expect(JSON.parse(writer.mark("7:4000"))).toEqual({ event: "mark", streamSid, mark: { name: "7:4000" } });
        expect(JSON.parse(writer.clear())).toEqual({ event: "clear", streamSid });
      }),
    );
  });
});

test("a silent frame is twenty milliseconds of mu-law zero", () => {
  const bytes = Buffer.from(SILENT_FRAME, "base64");
  expect(bytes).toHaveLength(FRAME_MS * BYTES_PER_MS);
  expect(bytes.every((byte: number) => byte === 0xff)).toBe(true);
});
