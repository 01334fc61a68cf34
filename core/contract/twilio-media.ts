/**
 * Twilio Media Streams, bidirectional: https://www.twilio.com/docs/voice/media-streams/websocket-messages.
 * Audio is mu-law, 8000 Hz, mono, base64; a frame is 20 ms. Reading never throws.
 */
import { z } from "zod";

/** One byte of mu-law is 1/8 ms. */
export const BYTES_PER_MS = 8;
export const FRAME_MS = 20;
/** A frame of silence: 160 bytes of 0xFF, which is zero in mu-law. */
export const SILENT_FRAME = `${"/".repeat(213)}w==`;

export type MediaFrame = {
  /** Base64, not decoded. */
  payload: string;
  /** Ms from the start of the stream, by Twilio's clock; runs on when frames are lost. */
  timestampMs: number;
};

export type TwilioMessage =
  | { event: "connected" }
  | { event: "start"; streamSid: string; callSid: string }
  | { event: "media"; frame: MediaFrame }
  | { event: "dtmf"; digit: string }
  | { event: "mark"; name: string }
  | { event: "stop" }
  | { event: "unknown"; reason: string };

const MEDIA_HEAD = '{"event":"media"';
const PAYLOAD = '"payload":"';
const TIMESTAMP = '"timestamp":"';

/** Where `key` stands: as a rule exactly where it stood in the message before. */
const find = (text: string, key: string, guess: number): number =>
  text.startsWith(key, guess) ? guess : text.indexOf(key);

/**
 * The hot path: takes a frame out of a `media` message by position, fifty times a second for each call. Messages of one
 * stream are alike but for a digit more now and then, so what it looks for is first looked for where it was last time.
 * Base64 holds no quotes, so the first quote ends it.
 */
export class MediaFrameScanner {
  #timestampAt = 0;
  #payloadAt = 0;

  /** Null when the message is not plainly a media message; `readTwilioMessage` then has a proper look. */
  scan(text: string): MediaFrame | null {
    if (!text.startsWith(MEDIA_HEAD) || !text.endsWith("}")) return null;
    const timestampAt = find(text, TIMESTAMP, this.#timestampAt);
    const payloadAt = find(text, PAYLOAD, this.#payloadAt);
    if (payloadAt < 0 || timestampAt < 0) return null;
    this.#timestampAt = timestampAt;
    this.#payloadAt = payloadAt;
    const from = payloadAt + PAYLOAD.length;
    const end = text.indexOf('"', from);
    if (end <= from) return null;
    const payload = text.slice(from, end);
    // An escaped slash is legal JSON; the parser unescapes it.
    if (payload.includes("\\")) return null;
    let timestampMs = 0;
    for (let at = timestampAt + TIMESTAMP.length; ; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      timestampMs = timestampMs * 10 + digit;
    }
    return { payload, timestampMs };
  }
}

const MARK_HEAD = '{"event":"mark"';
const MARK_NAME = '"mark":{"name":"';

/** The name of a mark, by position; null when it is not plainly one. Our names hold digits and colons. */
export function scanMark(text: string): string | null {
  if (!text.startsWith(MARK_HEAD) || !text.endsWith("}")) return null;
  const at = text.indexOf(MARK_NAME);
  if (at < 0) return null;
  const name = text.slice(at + MARK_NAME.length, text.indexOf('"', at + MARK_NAME.length));
  return /^[\d:]+$/.test(name) ? name : null;
}

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const messageSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("connected") }),
  z.object({ event: z.literal("start"), start: z.object({ streamSid: z.string(), callSid: z.string() }) }),
  z.object({ event: z.literal("media"), media: z.object({ payload: base64, timestamp: z.coerce.number() }) }),
  z.object({ event: z.literal("dtmf"), dtmf: z.object({ digit: z.string().regex(/^[0-9*#A-D]$/) }) }),
  z.object({ event: z.literal("mark"), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal("stop") }),
]);

export function readTwilioMessage(data: unknown): TwilioMessage {
  if (typeof data !== "string") return { event: "unknown", reason: "not text" };
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { event: "unknown", reason: "not JSON" };
  }
  const parsed = messageSchema.safeParse(json);
  if (!parsed.success) return { event: "unknown", reason: parsed.error.issues[0]?.message ?? "shape" };
  const message = parsed.data;
  switch (message.event) {
    case "start":
      return { event: "start", streamSid: message.start.streamSid, callSid: message.start.callSid };
    case "media":
      return { event: "media", frame: { payload: message.media.payload, timestampMs: message.media.timestamp } };
    case "dtmf":
      return { event: "dtmf", digit: message.dtmf.digit };
    case "mark":
      return { event: "mark", name: message.mark.name };
    case "connected":
    case "stop":
      return { event: message.event };
  }
}

/** Outbound messages of one stream, put together from parts made once. */
export function twilioWriter(streamSid: string) {
  const sid = JSON.stringify(streamSid);
  const mediaHead = `{"event":"media","streamSid":${sid},"media":{"payload":"`;
  const markHead = `{"event":"mark","streamSid":${sid},"mark":{"name":"`;
  return {
    /** `payload` is base64 and needs no escaping. */
    media: (payload: string) => `${mediaHead}${payload}"}}`,
    /** `name` is our own: digits, letters and colons. */
    mark: (name: string) => `${markHead}${name}"}}`,
    clear: () => `{"event":"clear","streamSid":${sid}}`,
  };
}
export type TwilioWriter = ReturnType<typeof twilioWriter>;
