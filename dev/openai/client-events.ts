/** Every event a client may send, strict: what does not parse here gets the real service's error. */
import { z } from "zod";
import { modelSettings, sessionUpdate, voice } from "./session-schema.ts";

const eventId = z.string().max(512).exactOptional();
/** The service stops at 32 characters for ids that the client chooses. */
const clientId = z.string().max(32);
const itemCommon = {
  id: clientId.exactOptional(),
  object: z.literal("realtime.item").exactOptional(),
  status: z.enum(["completed", "incomplete", "in_progress"]).exactOptional(),
};

const message = z.discriminatedUnion("role", [
  z.strictObject({
    type: z.literal("message"),
    role: z.literal("system"),
    content: z.array(
      z.strictObject({ type: z.literal("input_text").exactOptional(), text: z.string().exactOptional() }),
    ),
    ...itemCommon,
  }),
  z.strictObject({
    type: z.literal("message"),
    role: z.literal("user"),
    content: z.array(
      z.strictObject({
        type: z.enum(["input_text", "input_audio", "input_image"]).exactOptional(),
        audio: z.string().exactOptional(),
        detail: z.enum(["auto", "low", "high"]).exactOptional(),
        image_url: z.string().exactOptional(),
        text: z.string().exactOptional(),
        transcript: z.string().exactOptional(),
      }),
    ),
    ...itemCommon,
  }),
  z.strictObject({
    type: z.literal("message"),
    role: z.literal("assistant"),
    content: z.array(
      z.strictObject({
        type: z.enum(["output_text", "output_audio"]).exactOptional(),
        audio: z.string().exactOptional(),
        text: z.string().exactOptional(),
        transcript: z.string().exactOptional(),
      }),
    ),
    ...itemCommon,
  }),
]);

const callId = clientId.regex(/^[a-zA-Z0-9_-]+$/);

export const clientItem = z.discriminatedUnion("type", [
  message,
  z.strictObject({
    type: z.literal("function_call"),
    arguments: z.string(),
    name: z.string(),
    call_id: callId.exactOptional(),
    ...itemCommon,
  }),
  z.strictObject({ type: z.literal("function_call_output"), call_id: callId, output: z.string(), ...itemCommon }),
]);

export const responseSettings = z.strictObject({
  audio: z
    .strictObject({
      output: z
        .strictObject({
          format: z
            .discriminatedUnion("type", [
              z.strictObject({ type: z.literal("audio/pcm"), rate: z.literal(24_000).exactOptional() }),
              z.strictObject({ type: z.literal("audio/pcmu") }),
              z.strictObject({ type: z.literal("audio/pcma") }),
            ])
            .exactOptional(),
          voice: voice.exactOptional(),
        })
        .exactOptional(),
    })
    .exactOptional(),
  conversation: z.string().exactOptional(),
  input: z
    .array(z.union([clientItem, z.strictObject({ type: z.literal("item_reference"), id: z.string() })]))
    .exactOptional(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullable().exactOptional(),
  ...modelSettings,
});

export const clientEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("session.update"), event_id: eventId, session: sessionUpdate }),
  z.strictObject({ type: z.literal("input_audio_buffer.append"), event_id: eventId, audio: z.string() }),
  z.strictObject({ type: z.literal("input_audio_buffer.commit"), event_id: eventId }),
  z.strictObject({ type: z.literal("input_audio_buffer.clear"), event_id: eventId }),
  z.strictObject({ type: z.literal("output_audio_buffer.clear"), event_id: eventId }),
  z.strictObject({
    type: z.literal("conversation.item.create"),
    event_id: eventId,
    previous_item_id: z.string().exactOptional(),
    item: clientItem,
  }),
  z.strictObject({ type: z.literal("conversation.item.retrieve"), event_id: eventId, item_id: z.string() }),
  z.strictObject({ type: z.literal("conversation.item.delete"), event_id: eventId, item_id: z.string() }),
  z.strictObject({
    type: z.literal("conversation.item.truncate"),
    event_id: eventId,
    item_id: z.string(),
    content_index: z.int().min(0),
    audio_end_ms: z.int(),
  }),
  z.strictObject({ type: z.literal("response.create"), event_id: eventId, response: responseSettings.exactOptional() }),
  z.strictObject({ type: z.literal("response.cancel"), event_id: eventId, response_id: z.string().exactOptional() }),
]);

export type ClientEvent = z.infer<typeof clientEvent>;
export type ClientItem = z.infer<typeof clientItem>;
export type ResponseSettings = z.infer<typeof responseSettings>;
