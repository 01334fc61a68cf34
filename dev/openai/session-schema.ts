/**
 * What `session.update` may hold, to the letter of the GA protocol. Strict objects, so the beta
 * names (`input_audio_format`, `modalities`, `turn_detection` at the top) are refused as the real
 * service refuses them. `client-events.test.ts` holds these against the openai package's types.
 */
import type { ResponsePrompt } from "openai/resources/responses/responses";
import type { RealtimeToolsConfigUnion } from "openai/resources/realtime/realtime";
import { z } from "zod";

const count = z.int().min(0);
/** Prompts and MCP are no part of the product: let through unread. */
const prompt = z.custom<ResponsePrompt>((value) => typeof value === "object").nullable();
const mcpTool = z.custom<RealtimeToolsConfigUnion.Mcp>(
  (value) => typeof value === "object" && value !== null && "type" in value && value.type === "mcp",
);

const format = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("audio/pcm"), rate: z.literal(24_000).exactOptional() }),
  z.strictObject({ type: z.literal("audio/pcmu") }),
  z.strictObject({ type: z.literal("audio/pcma") }),
]);

export const voice = z.union([z.string(), z.strictObject({ id: z.string() })]);

const transcription = z.strictObject({
  delay: z.enum(["minimal", "low", "medium", "high", "xhigh"]).exactOptional(),
  keywords: z.array(z.string()).exactOptional(),
  language: z.string().exactOptional(),
  languages: z.array(z.string()).exactOptional(),
  model: z.string().exactOptional(),
  prompt: z.string().exactOptional(),
});

const noiseReduction = z.strictObject({
  strength: z.number().exactOptional(),
  type: z.enum(["near_field", "far_field"]).exactOptional(),
});

export const turnDetection = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("server_vad"),
    create_response: z.boolean().exactOptional(),
    idle_timeout_ms: z.int().min(5_000).max(30_000).nullable().exactOptional(),
    interrupt_response: z.boolean().exactOptional(),
    prefix_padding_ms: count.exactOptional(),
    silence_duration_ms: count.exactOptional(),
    threshold: z.number().min(0).max(1).exactOptional(),
  }),
  z.strictObject({
    type: z.literal("semantic_vad"),
    create_response: z.boolean().exactOptional(),
    eagerness: z.enum(["low", "medium", "high", "auto"]).exactOptional(),
    interrupt_response: z.boolean().exactOptional(),
  }),
]);

export const audioInput = z.strictObject({
  format: format.exactOptional(),
  // The documentation lets `null` turn these two off; the package's types forget it.
  noise_reduction: noiseReduction.nullable().exactOptional(),
  transcription: transcription.nullable().exactOptional(),
  turn_detection: turnDetection.nullable().exactOptional(),
});

export const audioOutput = z.strictObject({
  format: format.exactOptional(),
  speed: z.number().min(0.25).max(1.5).exactOptional(),
  voice: voice.exactOptional(),
});

const functionTool = z
  .strictObject({
    description: z.string().exactOptional(),
    name: z.string().exactOptional(),
    parameters: z.unknown().exactOptional(),
    type: z.literal("function").exactOptional(),
  })
  .refine((tool) => tool.name !== undefined, { path: ["name"], params: { missing: true } });

const maxOutputTokens = z.union([z.int().min(1).max(4096), z.literal("inf")]);
const toolChoice = z.union([
  z.enum(["none", "auto", "required"]),
  z.strictObject({ type: z.literal("function"), name: z.string() }),
  z.strictObject({ type: z.literal("mcp"), server_label: z.string(), name: z.string().nullable().exactOptional() }),
]);
/** The real service takes one of the two, though the type is a list of both. */
const outputModalities = z
  .array(z.enum(["text", "audio"]))
  .refine((list) => list.length === 1, { message: "Supported combinations are: ['text'] and ['audio']." });
const reasoning = z.strictObject({
  effort: z.enum(["minimal", "low", "medium", "high", "xhigh"]).exactOptional(),
});

/** Allowed in a session and in a single response alike. */
export const modelSettings = {
  instructions: z.string().exactOptional(),
  max_output_tokens: maxOutputTokens.exactOptional(),
  output_modalities: outputModalities.exactOptional(),
  parallel_tool_calls: z.boolean().exactOptional(),
  prompt: prompt.exactOptional(),
  reasoning: reasoning.exactOptional(),
  tool_choice: toolChoice.exactOptional(),
  tools: z.array(z.union([functionTool, mcpTool])).exactOptional(),
};

export const sessionUpdate = z.strictObject({
  type: z.literal("realtime"),
  audio: z.strictObject({ input: audioInput.exactOptional(), output: audioOutput.exactOptional() }).exactOptional(),
  include: z.array(z.literal("item.input_audio_transcription.logprobs")).exactOptional(),
  model: z.string().exactOptional(),
  tracing: z
    .union([
      z.literal("auto"),
      z.strictObject({
        group_id: z.string().exactOptional(),
        metadata: z.unknown().exactOptional(),
        workflow_name: z.string().exactOptional(),
      }),
    ])
    .nullable()
    .exactOptional(),
  truncation: z
    .union([
      z.enum(["auto", "disabled"]),
      z.strictObject({
        type: z.literal("retention_ratio"),
        retention_ratio: z.number().min(0).max(1),
        token_limits: z.strictObject({ post_instructions: count.exactOptional() }).exactOptional(),
      }),
    ])
    .exactOptional(),
  ...modelSettings,
});

export type SessionUpdate = z.infer<typeof sessionUpdate>;
export type TurnDetection = z.infer<typeof turnDetection>;
