/** Gathers what a call needs and puts it together: fresh, or taken up again after its object was lost. */
import { callInstructions } from "../../core/assistant/instructions.ts";
import { callPrompts } from "../../core/assistant/prompts.ts";
import { turnDetectionWire, type AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { NO_USAGE, type Usage } from "../../core/calls/cost.ts";
import { newCall, resumedCall, type CallConfig, type CallState } from "../../core/calls/call-state.ts";
import type { FailureCode } from "../../core/calls/failure.ts";
import type { NextStep } from "../../core/calls/next-step.ts";
import { Transcript } from "../../core/calls/transcript.ts";
import { formatHebrewDate } from "../../core/hebrew/dates.ts";
import { normalisePhone } from "../../worker/adapters/phone.ts";
import { openRealtime } from "../../worker/adapters/openai/realtime.ts";
import { scopeOfIdentity, type BusinessScope } from "../../worker/db/scope.ts";
import type { Deps } from "../../worker/deps.ts";
import { realtimeTools, runTool, type ToolContext } from "../../worker/features/assistant/service.ts";
import {
  findAssignee,
  findCall,
  readCallerKnowledge,
  readCallMemory,
  writeCall,
} from "../../worker/features/calls/record/queries.ts";
import type { CallJournal } from "./call-journal.ts";
import { CallRecorder } from "./call-recorder.ts";
import { LiveCall } from "./live-call.ts";

export type CallIdentity = {
  callId: string;
  callSid: string;
  businessId: string;
  tenantDb: string;
  from: string;
  to: string;
};

export type CallHooks = { journal: CallJournal; ended(next: NextStep): void };

/** A tool talks to D1 alone; when that takes this long, the caller hears that it did not work. */
const TOOL_TIMEOUT_MS = 8_000;

type Memory = {
  transcript: Transcript;
  lastEventSeq: number;
  usage: Usage;
  leadId: string | null;
  state(config: CallConfig): CallState;
};

export async function openLiveCall(deps: Deps, identity: CallIdentity, hooks: CallHooks): Promise<LiveCall> {
  const nothing = { transcript: new Transcript(), lastEventSeq: 0, usage: NO_USAGE, leadId: null };
  return assemble(deps, identity, hooks, { ...nothing, state: (config) => newCall(config, deps.now()) });
}

/** Throws when the call has ended in the record. */
export async function resumeLiveCall(deps: Deps, identity: CallIdentity, hooks: CallHooks): Promise<LiveCall> {
  await deps.schema.assertWritable(identity.tenantDb);
  const scope = scopeOfIdentity(deps.tenants, identity);
  await writeJournal(deps, identity, hooks.journal);
  const row = await findCall(scope, identity.callId);
  if (!row || row.status === "ended") throw new Error("the call is over");
  const { turns, lastEventSeq, reattachments } = await readCallMemory(scope, identity.callId);
  const { answeredAt } = row;
  return assemble(deps, identity, hooks, {
    transcript: new Transcript(turns),
    lastEventSeq,
    usage: { ...NO_USAGE, ...row.usage },
    leadId: row.leadId,
    // Lost before its stream came, it has not begun: the caller is greeted like any other.
    state: (config) =>
      answeredAt === null ? newCall(config, deps.now()) : resumedCall(config, answeredAt, reattachments, deps.now()),
  });
}

/** For a call whose object is gone and will not come back: the record says so, and somebody rings back. */
export async function closeLostCall(
  deps: Deps,
  identity: CallIdentity,
  journal: CallJournal,
  failure: FailureCode | null = null,
): Promise<void> {
  await deps.schema.assertWritable(identity.tenantDb);
  const scope = scopeOfIdentity(deps.tenants, identity);
  await writeJournal(deps, identity, journal);
  const row = await findCall(scope, identity.callId);
  if (!row || row.status === "ended") return;
  const lost = row.answeredAt === null ? "never_connected" : "lost";
  const ending = { reason: failure ? "failed" : lost, failure, callBack: true, endedAt: deps.now() } as const;
  await writeCall(scope, identity.callId, [{ write: "ended", ending }]);
  const ref = { callId: identity.callId, callSid: identity.callSid };
  await deps
    .hub(identity.businessId)
    .publish([{ type: "call.ended", ...ref, ...ending }], await findAssignee(scope, row.leadId));
  await deps.jobs.send({ type: "summarise_call", ...placeOf(identity), callId: identity.callId });
}

/**
 * Brings the record up to where the lost object was, for a reader. The journal stays for whoever takes the call up, who
 * may be doing so right now: written twice, it gives the same record. False: nothing was left.
 */
export async function writeLeftBehind(deps: Deps, identity: CallIdentity, journal: CallJournal): Promise<boolean> {
  const unwritten = await journal.read();
  if (unwritten.length === 0) return false;
  await writeCall(scopeOfIdentity(deps.tenants, identity), identity.callId, unwritten);
  return true;
}

/** The same, for whoever takes the call up or closes it. */
async function writeJournal(deps: Deps, identity: CallIdentity, journal: CallJournal): Promise<void> {
  await writeLeftBehind(deps, identity, journal);
  journal.keep([]);
}

const placeOf = ({ businessId, tenantDb }: CallIdentity) => ({ businessId, tenantDb });

async function assemble(deps: Deps, identity: CallIdentity, hooks: CallHooks, memory: Memory): Promise<LiveCall> {
  const scope = scopeOfIdentity(deps.tenants, identity);
  const log = deps.log.child({ callId: identity.callId, callSid: identity.callSid, businessId: identity.businessId });
  const hub = deps.hub(identity.businessId);
  const phone = normalisePhone(identity.from).e164;
  const [, snapshot, caller] = await Promise.all([
    deps.schema.assertWritable(identity.tenantDb),
    hub.snapshot(placeOf(identity)),
    // Who withholds the number is nobody we know: all of them have the same "number".
    phone === null ? { lead: null, earlierCalls: [] } : readCallerKnowledge(scope, phone, identity.callId),
  ]);
  const recorder = new CallRecorder(
    {
      write: (batch) => writeCall(scope, identity.callId, batch),
      keep: hooks.journal.keep,
      publish: (events, assignedTo) => hub.publish(events, assignedTo),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now: deps.now,
      log,
    },
    { callId: identity.callId, callSid: identity.callSid },
    memory.lastEventSeq,
    caller.lead?.assignedTo ?? null,
  );
  const call: LiveCall = new LiveCall(memory.state(configOf(snapshot)), {
    callSid: identity.callSid,
    from: identity.from,
    leadName: caller.lead?.name ?? null,
    snapshot,
    instructions: callInstructions(snapshot.instructions, { phone, ...caller }, deps.now(), formatHebrewDate),
    tools: realtimeTools(),
    openModel: () => openRealtime(deps.config, snapshot.models.realtime),
    runTool: toolRunner(deps, scope, identity, memory.leadId ?? caller.lead?.id ?? null, log),
    keepGreeting: (audio) => {
      const { greeting, voice } = snapshot.settings;
      hub
        .keepGreeting({ greeting, voice, model: snapshot.models.realtime }, audio)
        .catch((cause: unknown) => log.warn("greeting_not_kept", { cause: String(cause) }));
    },
    ended: () => {
      if (call.state.phase.is === "ended") hooks.ended(call.state.phase.next);
      void finish(deps, identity, recorder, log);
    },
    usage: memory.usage,
    recorder,
    transcript: memory.transcript,
    log,
    now: deps.now,
  });
  if (memory.lastEventSeq === 0) recorder.note("webhook_received", {});
  call.start();
  return call;
}

/** The summary reads the record, so it is asked for when the record is complete. */
async function finish(deps: Deps, identity: CallIdentity, recorder: CallRecorder, log: Deps["log"]): Promise<void> {
  try {
    await recorder.settled();
    await deps.jobs.send({ type: "summarise_call", ...placeOf(identity), callId: identity.callId });
  } catch (cause) {
    log.error("call_not_finished", { cause });
  }
}

function configOf(snapshot: AgentSnapshot): CallConfig {
  return {
    limits: snapshot.settings.limits,
    greeting: snapshot.settings.greeting,
    greetingCached: snapshot.greetingAudio !== null,
    serverInterrupts: turnDetectionWire(snapshot.settings.turnDetection).interrupt_response,
    handoffPhone: snapshot.settings.handoffPhone,
    prompts: { ...callPrompts, greeting: callPrompts.greeting(snapshot.settings.greeting) },
  };
}

function toolRunner(deps: Deps, scope: BusinessScope, identity: CallIdentity, leadId: string | null, log: Deps["log"]) {
  const context: ToolContext = {
    scope,
    callId: identity.callId,
    from: identity.from,
    leadId,
    now: deps.now,
    newId: deps.newId,
  };
  return async (name: string, args: string) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<Awaited<ReturnType<typeof runTool>>>((resolve) => {
      const output = JSON.stringify({ saved: false, error: "it took too long; it is not known whether it was saved" });
      timer = setTimeout(() => resolve({ output, failed: true, leadId: context.leadId, ends: false }), TOOL_TIMEOUT_MS);
    });
    const { error, ...result } = await Promise.race([runTool(name, args, context), timeout]);
    clearTimeout(timer);
    if (error !== undefined) log.error("tool_failed", { name, cause: error });
    return result;
  };
}
