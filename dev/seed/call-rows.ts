/** From a written call to the rows a real one would have left: times, events, token counts and cost. */
import { businessId, seedCallSid, seedId } from "./ids.ts";
import type { SeedBusiness, SeedCall, SeedStep } from "./shapes.ts";
import { costMicroUsd, type Usage } from "../../core/calls/cost.ts";
import type { CallEventKind } from "../../core/calls/call-record.ts";
import { normalisePhone } from "../../worker/adapters/phone.ts";
import type { callEvents, calls, callTurns } from "../../worker/db/tenant/schema.ts";

export type CallRows = {
  call: typeof calls.$inferInsert;
  turns: (typeof callTurns.$inferInsert)[];
  events: (typeof callEvents.$inferInsert)[];
};

const MODEL = "gpt-realtime-2.1";
const DAY_MS = 24 * 60 * 60_000;
/** Winter time; an hour off in summer is of no matter here. */
const ISRAEL_OFFSET_MS = 2 * 60 * 60_000;
/** Hebrew is spoken at about fifteen written characters a second. */
const MS_PER_CHAR = 66;
const ANSWER_DELAY_MS = 850;
const TOOL_MS = 240;

const spokenMs = (text: string) => text.length * MS_PER_CHAR;

function startOf(call: SeedCall, now: number): number {
  const [hours = 0, minutes = 0] = call.at.split(":").map(Number);
  const today = Math.floor((now + ISRAEL_OFFSET_MS) / DAY_MS) * DAY_MS - ISRAEL_OFFSET_MS;
  return today - call.daysAgo * DAY_MS + (hours * 60 + minutes) * 60_000;
}

export function callRows(business: SeedBusiness, call: SeedCall, now: number): CallRows {
  const ids = { businessId: businessId(business.slug), callId: seedId(`call/${business.slug}/${call.slug}`) };
  const startedAt = startOf(call, now);
  const answered = call.steps.length > 0;
  const answeredAt = startedAt + (answered ? 1_400 : 0);
  const tape = new Tape(answeredAt);
  tape.events.push({ kind: "webhook_received", at: startedAt, data: {} });
  if (answered) tape.note("stream_started", {});
  if (answered) tape.note("model_connected", { attempt: 1 });
  for (const step of call.steps) tape.play(step);
  if (call.end === "handed_off") tape.note("handed_off", {});
  const endedAt = answered ? tape.at + 900 : startedAt + 6_000;
  tape.events.push({
    kind: "call_ended",
    at: endedAt,
    data: { reason: call.end, ...(call.failure && { failure: call.failure }) },
  });
  const usage = tape.usage();
  return {
    call: {
      businessId: ids.businessId,
      id: ids.callId,
      callSid: seedCallSid(`${business.slug}/${call.slug}`),
      leadId: "lead" in call.from ? seedId(`lead/${business.slug}/${call.from.lead}`) : null,
      direction: "inbound",
      from: numberOf(business, call),
      to: business.calledNumber,
      status: "ended",
      startedAt,
      answeredAt: answered ? answeredAt : null,
      endedAt,
      endReason: call.end,
      failureCode: call.failure ?? null,
      callBack: call.callBack ?? false,
      realtimeModel: answered ? MODEL : null,
      usage: answered ? usage : null,
      costMicroUsd: answered ? costMicroUsd(MODEL, usage) : 0,
      summary: call.summary,
      outcome: call.outcome,
    },
    turns: tape.turns.map((turn, index) => ({ ...ids, ...turn, seq: index + 1 })),
    events: tape.events.map((event, index) => ({ ...ids, ...event, seq: index + 1 })),
  };
}

function numberOf(business: SeedBusiness, { slug, from }: SeedCall): string {
  if ("phone" in from) return from.phone;
  const typed = business.leads.find((lead) => lead.slug === from.lead)?.phone;
  const e164 = typed && normalisePhone(typed).e164;
  if (!e164) throw new Error(`call ${slug}: lead ${from.lead} has no number`);
  return e164;
}

type Turn = Pick<typeof callTurns.$inferInsert, "role" | "text" | "startedAt" | "interrupted" | "heardMs">;

/** The call as it runs; `at` is the clock. */
class Tape {
  at: number;
  readonly turns: Turn[] = [];
  readonly events: { kind: CallEventKind; at: number; data: Record<string, unknown> }[] = [];

  constructor(answeredAt: number) {
    this.at = answeredAt;
  }

  note(kind: CallEventKind, data: Record<string, unknown>): void {
    this.events.push({ kind, at: this.at, data });
  }

  play(step: SeedStep): void {
    if ("caller" in step) this.caller(step.caller);
    else if ("assistant" in step) this.assistant(step.assistant, step.cut ?? false);
    else if ("tool" in step) this.tool(step.tool);
    else if ("silenceMs" in step) this.at += step.silenceMs;
    else this.note(step.event, step.data ?? {});
  }

  usage(): Usage {
    const chars = (role: Turn["role"]) =>
      this.turns.filter((turn) => turn.role === role).reduce((sum, turn) => sum + turn.text.length, 0);
    // The greeting plays from a recording and costs nothing.
    const responses = Math.max(0, this.turns.filter((turn) => turn.role === "assistant").length - 1);
    const spoken = Math.max(0, chars("assistant") - (this.turns[0]?.text.length ?? 0));
    const heardTokens = Math.round((chars("caller") * MS_PER_CHAR) / 100);
    return {
      textIn: responses === 0 ? 0 : 1_350 + responses * 45,
      textInCached: responses * 1_300,
      textOut: Math.round(spoken / 2.5),
      audioIn: heardTokens,
      audioInCached: Math.round((heardTokens * responses) / 2),
      audioOut: Math.round((spoken * MS_PER_CHAR) / 50),
      transcriptionTokens: heardTokens,
    };
  }

  private caller(text: string): void {
    this.turns.push({ role: "caller", text, startedAt: this.at + 500, interrupted: false, heardMs: null });
    this.at += 500 + spokenMs(text);
  }

  private assistant(text: string, cut: boolean): void {
    const isGreeting = this.turns.length === 0;
    const heardMs = spokenMs(text);
    this.at += isGreeting ? 200 : ANSWER_DELAY_MS;
    this.turns.push({ role: "assistant", text, startedAt: this.at, interrupted: cut, heardMs });
    this.at += heardMs;
    if (isGreeting) this.note("greeting_played", { cached: true });
    if (cut)
      this.note("interrupted", {
        items: [{ itemId: `item_${this.turns.length}`, heardMs, receivedMs: heardMs + 4_200 }],
      });
  }

  private tool(name: string): void {
    this.note("tool_called", { name });
    this.at += TOOL_MS;
    this.note("tool_finished", { name, failed: false });
  }
}
