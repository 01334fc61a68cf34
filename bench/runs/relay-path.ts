/**
 * Before and after: what the audio path does to a frame, and what it would do with JSON and with decoding. Node's V8,
 * not workerd's; the sockets are left out.
 */
import { base64Bytes } from "../../core/contract/base64.ts";
import { appendAudio, AudioDeltaScanner, readServerEvent } from "../../core/contract/openai-realtime.ts";
import { MediaFrameScanner, readTwilioMessage, twilioWriter } from "../../core/contract/twilio-media.ts";
import { median } from "../measure/statistics.ts";
import { taggedAudio } from "../peers/tagged-audio.ts";

export type PathResult = { direction: "caller to model" | "model to caller"; way: string; nsPerFrame: number };

const ROUNDS = 15;

/** Frames differ, as real ones do; a constant one could be folded away. */
const FRAMES = 256;

const mediaFrames = Array.from({ length: FRAMES }, (_, index) => {
  const payload = taggedAudio({ stream: 1, number: index }, 20);
  return `{"event":"media","sequenceNumber":"${index + 2}","media":{"track":"inbound","chunk":"${index + 1}","timestamp":"${index * 20}","payload":"${payload}"},"streamSid":"MZ0123456789abcdef0123456789abcdef"}`;
});
const deltas = Array.from({ length: FRAMES }, (_, index) => {
  const delta = taggedAudio({ stream: 1, number: index }, 200);
  return `{"type":"response.output_audio.delta","event_id":"event_Cxk7Cxk7Cxk7000001","response_id":"resp_Cxk7Cxk7Cxk7000001","item_id":"item_Cxk7Cxk7Cxk7000001","output_index":0,"content_index":0,"delta":"${delta}"}`;
});
const frameScanner = new MediaFrameScanner();
const deltaScanner = new AudioDeltaScanner();
const writer = twilioWriter("MZ0123456789abcdef0123456789abcdef");
type Json = { [key: string]: Json } & string;

const WAYS: { direction: PathResult["direction"]; way: string; frames: string[]; pass(frame: string): number }[] = [
  {
    direction: "caller to model",
    way: "scan and splice (ours)",
    frames: mediaFrames,
    pass: (frame) => appendAudio(frameScanner.scan(frame)?.payload ?? "").length,
  },
  {
    direction: "caller to model",
    way: "JSON.parse, JSON.stringify",
    frames: mediaFrames,
    pass: (frame) =>
      JSON.stringify({ type: "input_audio_buffer.append", audio: (JSON.parse(frame) as Json)["media"]?.["payload"] })
        .length,
  },
  {
    direction: "caller to model",
    way: "the same, schema checked",
    frames: mediaFrames,
    pass: (frame) => {
      const message = readTwilioMessage(frame);
      return JSON.stringify({
        type: "input_audio_buffer.append",
        audio: message.event === "media" ? message.frame.payload : "",
      }).length;
    },
  },
  {
    direction: "caller to model",
    way: "JSON, base64 decoded and encoded",
    frames: mediaFrames,
    pass: (frame) =>
      JSON.stringify({
        type: "input_audio_buffer.append",
        audio: recode((JSON.parse(frame) as Json)["media"]?.["payload"] ?? ""),
      }).length,
  },
  {
    direction: "model to caller",
    way: "scan and splice (ours)",
    frames: deltas,
    pass: (frame) => {
      const delta = deltaScanner.scan(frame)?.delta ?? "";
      return writer.media(delta).length + base64Bytes(delta);
    },
  },
  {
    direction: "model to caller",
    way: "JSON.parse, JSON.stringify",
    frames: deltas,
    pass: (frame) => mediaMessage((JSON.parse(frame) as Json)["delta"] ?? ""),
  },
  {
    direction: "model to caller",
    way: "the same, schema checked",
    frames: deltas,
    pass: (frame) => {
      const event = readServerEvent(frame);
      return mediaMessage(event.type === "response.output_audio.delta" ? event.delta : "");
    },
  },
  {
    direction: "model to caller",
    way: "JSON, base64 decoded and encoded",
    frames: deltas,
    pass: (frame) => mediaMessage(recode((JSON.parse(frame) as Json)["delta"] ?? "")),
  },
];

const mediaMessage = (payload: string): number =>
  JSON.stringify({ event: "media", streamSid: "MZ0123456789abcdef0123456789abcdef", media: { payload } }).length;

/** With what a Worker has: `atob` and `btoa`. */
function recode(payload: string): string {
  const binary = atob(payload);
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Rounds are interleaved; each way's number is the median of its rounds. */
export function runRelayPath(framesPerRound: number): PathResult[] {
  const times = WAYS.map((): number[] => []);
  let sink = 0;
  for (let round = -2; round < ROUNDS; round++) {
    WAYS.forEach(({ frames, pass }, index) => {
      const from = process.hrtime.bigint();
      for (let at = 0; at < framesPerRound; at++) sink += pass(frames[at % FRAMES]!);
      const took = Number(process.hrtime.bigint() - from) / framesPerRound;
      if (round >= 0) times[index]!.push(took);
    });
  }
  if (sink === 0) throw new Error("nothing was passed on");
  return WAYS.map(({ direction, way }, index) => ({ direction, way, nsPerFrame: median(times[index]!) }));
}
