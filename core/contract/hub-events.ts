/**
 * What dashboards hear on `GET /api/businesses/:businessId/live`, as JSON text frames. The browser sends `ping`, and gets
 * `pong` back without waking the object, and which calls it follows (hub-follow.ts).
 */
import { z } from "zod";
import { END_REASONS } from "../calls/end-reason.ts";
import { FAILURE_CODES } from "../calls/failure.ts";
import { callBackStateSchema } from "../calls/wire.ts";

const callRef = { callId: z.string(), callSid: z.string() };

export const hubEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("call.started"),
    ...callRef,
    from: z.string(),
    startedAt: z.number(),
    leadName: z.string().nullable(),
  }),
  /** Only to those who follow the call. */
  z.object({
    type: z.literal("call.turn"),
    ...callRef,
    /** The same `seq` comes again with longer text until `final`. */
    turn: z.object({
      seq: z.number().int(),
      role: z.enum(["caller", "assistant"]),
      text: z.string(),
      startedAt: z.number(),
      interrupted: z.boolean(),
      heardMs: z.number().nullable(),
      untranscribed: z.boolean().default(false),
      final: z.boolean(),
    }),
  }),
  z.object({
    type: z.literal("call.tool"),
    ...callRef,
    tool: z.object({ name: z.string(), status: z.enum(["running", "done", "failed"]), at: z.number() }),
    /** Set once a tool has saved or changed the lead of this call. */
    leadId: z.string().nullable(),
  }),
  z.object({
    type: z.literal("call.ended"),
    ...callRef,
    endedAt: z.number(),
    reason: z.enum(END_REASONS),
    failure: z.enum(FAILURE_CODES).nullable(),
    callBack: z.boolean(),
  }),
  /** Somebody has rung the caller back, or has taken that back. */
  z.object({ type: z.literal("call.call_back"), ...callRef, ...callBackStateSchema.shape }),
  /** Of this lead something is new: whoever shows it reads it again. Null: of several. */
  z.object({ type: z.literal("lead.changed"), leadId: z.string().nullable() }),
  /** A file that is being read in, or taken back, has come further. To managers alone. */
  z.object({ type: z.literal("import.changed"), importId: z.string() }),
  /** The business's statuses, tags, shared views or forms are not what they were. */
  z.object({ type: z.literal("lead_settings.changed") }),
  /** A listing was made, changed or deleted, or its photos: whoever shows it, or a list of them, reads it again. */
  z.object({ type: z.literal("listing.changed"), listingId: z.string() }),
  /** Matches are new, were looked at or decided about: whoever shows some, or how many there are, reads them again. */
  z.object({ type: z.literal("matches.changed") }),
  /** A lead that one may see has another agent, or none: lists are asked for again. `leadId` is null for several. */
  z.object({ type: z.literal("lead.assigned"), leadId: z.string().nullable() }),
  /** One may not see this lead any more, nor its calls. Says nothing of who may. */
  z.object({ type: z.literal("lead.hidden"), leadId: z.string() }),
]);
export type HubEvent = z.infer<typeof hubEventSchema>;
