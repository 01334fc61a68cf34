import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { END_REASONS } from "../../../core/calls/end-reason.ts";
import { FAILURE_CODES } from "../../../core/calls/failure.ts";
import { hubEventSchema, type HubEvent } from "../../../core/contract/hub-events.ts";
import { readHubEvent } from "./read-hub-event.ts";

const text = fc.string({ maxLength: 12 });
const time = fc.integer({ min: 0 });
const textOrNull = fc.option(text);
const ref = { callId: text, callSid: text };
const event = <Type extends HubEvent["type"]>(type: Type, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ type: fc.constant(type), ...fields });

const EVENTS: Record<HubEvent["type"], fc.Arbitrary<object>> = {
  "call.started": event("call.started", { ...ref, from: text, startedAt: time, leadName: textOrNull }),
  "call.turn": event("call.turn", {
    ...ref,
    turn: fc.record({
      seq: time,
      role: fc.constantFrom("caller", "assistant"),
      text,
      startedAt: time,
      interrupted: fc.boolean(),
      heardMs: fc.option(time),
      untranscribed: fc.boolean(),
      final: fc.boolean(),
    }),
  }),
  "call.tool": event("call.tool", {
    ...ref,
    tool: fc.record({ name: text, status: fc.constantFrom("running", "done", "failed"), at: time }),
    leadId: textOrNull,
  }),
  "call.ended": event("call.ended", {
    ...ref,
    endedAt: time,
    reason: fc.constantFrom(...END_REASONS),
    failure: fc.option(fc.constantFrom(...FAILURE_CODES)),
    callBack: fc.boolean(),
  }),
  "call.call_back": event("call.call_back", {
    ...ref,
    callBack: fc.boolean(),
    calledBack: fc.option(fc.record({ at: time, userId: text, name: text, email: textOrNull })),
  }),
  "lead.changed": event("lead.changed", { leadId: textOrNull }),
  "import.changed": event("import.changed", { importId: text }),
  "lead_settings.changed": event("lead_settings.changed", {}),
  "listing.changed": event("listing.changed", { listingId: text }),
  "matches.changed": event("matches.changed", {}),
  "lead.assigned": event("lead.assigned", { leadId: textOrNull }),
  "lead.hidden": event("lead.hidden", { leadId: text }),
};

const anyEvent = fc.oneof(...Object.values(EVENTS));

/** The same with one field, at any depth, that is missing or of another kind. */
const spoilt = fc.tuple(anyEvent, fc.nat(), fc.constantFrom(undefined, {}, [], true)).map(([whole, nth, wrong]) => {
  const copy = structuredClone(whole) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const walk = (value: Record<string, unknown>) => {
    for (const [key, inner] of Object.entries(value)) {
      places.push([value, key]);
      if (typeof inner === "object" && inner !== null) walk(inner as Record<string, unknown>);
    }
  };
  walk(copy);
  const [owner, key] = places[nth % places.length]!;
  owner[key] = wrong;
  return copy;
});

describe("what the socket says", () => {
  it("is taken as it was sent", () => {
    fc.assert(
      fc.property(anyEvent, (sent) => {
        expect(hubEventSchema.safeParse(sent).success).toBe(true);
        expect(readHubEvent(JSON.stringify(sent))).toEqual(sent);
      }),
    );
  });

  it("is dropped where the contract would refuse it", () => {
    fc.assert(
      fc.property(spoilt, (sent) => {
        const json = JSON.stringify(sent);
        // `untranscribed` may be absent in the contract; the hub always says it.
        fc.pre(!hubEventSchema.safeParse(JSON.parse(json)).success);
        expect(readHubEvent(json)).toBeNull();
      }),
    );
  });

  it.each(["", "{", "null", "[]", '"pong"', '{"type":"lead.found","leadId":"1"}', '{"type":"toString"}'])(
    "is nothing where it is %s",
    (said) => expect(readHubEvent(said)).toBeNull(),
  );
});
