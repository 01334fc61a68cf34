/** Gathers what a call needs and puts it together: fresh, or taken up again after its object was lost. */
import { sessionUpdate, speechPaddingMs, type AgentSnapshot } from "../../core/assistant/agent-snapshot.ts";
import { noticeMs } from "../../core/assistant/greeting.ts";
import { callInstructions, DETAIL_LEVELS } from "../../core/assistant/instructions.ts";
import { callPrompts } from "../../core/assistant/prompts.ts";
import { toolsOf, TOOL_TRAITS } from "../../core/assistant/tools.ts";
import type { CallEnding } from "../../core/calls/call-record.ts";
import { newCall, resumedCall, type CallConfig, type CallState } from "../../core/calls/call-state.ts";
import { NO_USAGE, type Usage } from "../../core/calls/cost.ts";
import type { NextStep } from "../../core/calls/next-step.ts";
import { Transcript } from "../../core/conversations/transcript.ts";
import { formatHebrewDate } from "../../core/hebrew/dates.ts";
import { openRealtime } from "../../worker/adapters/openai/realtime.ts";
import { normalisePhone } from "../../worker/adapters/phone.ts";
import { scopeOfIdentity } from "../../worker/db/scope.ts";
import type { Deps } from "../../worker/deps.ts";
import { realtimeTools } from "../../worker/features/assistant/service.ts";
import {
  findCall,
  readCallerKnowledge,
  readCallMemory,
  writeCall,
} from "../../worker/features/calls/record/queries.ts";
import { writeJournal } from "./call-closing.ts";
import { peerAddress, type CallIdentity } from "./call-identity.ts";
import type { CallJournal } from "./call-journal.ts";
import { finishCall } from "./call-finish.ts";
import { CallRecorder, shareOf } from "./call-recorder.ts";
import { LiveCall, type EngineMaker } from "./live-call.ts";
import { RealtimeEngine } from "./realtime-engine.ts";
import { toolRunner } from "./tool-runner.ts";

export type CallHooks = {
  journal: CallJournal;
  ended(ending: CallEnding, next: NextStep): void;
  /** The record is complete, and what follows from it has been asked for. */
  finished(): void;
};

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
  const { turns, lastEventSeq, reattachments, noticeHeard } = await readCallMemory(scope, identity.callId);
  const { answeredAt } = row;
  const callerHeard = turns.some(({ role }) => role === "caller");
  return assemble(deps, identity, hooks, {
    transcript: new Transcript(turns),
    lastEventSeq,
    usage: { ...NO_USAGE, ...row.usage },
    leadId: row.leadId,
    // Lost before its stream came, it has not begun: the caller is greeted like any other.
    state: (config) =>
      answeredAt === null
        ? newCall(config, deps.now())
        : resumedCall(config, { answeredAt, reattachments, noticeHeard, callerHeard }, deps.now()),
  });
}

async function assemble(deps: Deps, identity: CallIdentity, hooks: CallHooks, memory: Memory): Promise<LiveCall> {
  const scope = scopeOfIdentity(deps.tenants, identity);
  const { callId, callSid, businessId, tenantDb } = identity;
  const log = deps.log.child({ callId, callSid, businessId });
  // A stub of an object that was reset stays broken: for each message to the hub there is a new one.
  const hub = () => deps.hub(businessId);
  const from = peerAddress(identity);
  const phone = normalisePhone(from).e164;
  const [, snapshot, caller] = await Promise.all([
    deps.schema.assertWritable(tenantDb),
    hub().snapshot({ businessId, tenantDb }),
    // Who withholds the number is nobody we know: all of them have the same "number".
    phone === null ? { lead: null, earlierCalls: [] } : readCallerKnowledge(scope, phone, callId),
  ]);
  const recorder = new CallRecorder(
    {
      write: (batch) => writeCall(scope, callId, batch),
      keep: hooks.journal.keep,
      publish: async (events, assignedTo) => (await hub().publish(events, assignedTo)).following,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      now: deps.now,
      log,
    },
    { callId, callSid },
    memory.lastEventSeq,
    caller.lead?.assignedTo ?? null,
  );
  const leadId = memory.leadId ?? caller.lead?.id ?? null;
  const instructions = (level: number) =>
    callInstructions(snapshot.instructions, { phone, ...caller }, deps.now(), formatHebrewDate, level);
  const call = new LiveCall(memory.state(configOf(snapshot, identity, phone !== null)), {
    callSid,
    peer: from,
    leadName: caller.lead?.name ?? null,
    snapshot,
    engines: [realtimeEngine(deps, snapshot, instructions)],
    runTool: toolRunner(deps, identity, { from, leadId, tools: toolsOf(snapshot.settings), log }),
    keepGreeting: (audio) => {
      const { greeting, voice } = snapshot.settings;
      hub()
        .keepClip({ text: greeting, voice, model: snapshot.models.realtime }, audio)
        .catch((cause: unknown) => log.warn("greeting_not_kept", { cause: String(cause) }));
    },
    ended: hooks.ended,
    finished: () => void finishCall({ jobs: deps.jobs, log, recorder, finished: hooks.finished }, identity),
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

function realtimeEngine(deps: Deps, snapshot: AgentSnapshot, instructions: (level: number) => string): EngineMaker {
  const tools = realtimeTools(toolsOf(snapshot.settings));
  const session = (level: number) => sessionUpdate(snapshot, instructions(level), tools);
  return (listener) =>
    new RealtimeEngine(
      { session, levels: DETAIL_LEVELS, speechPaddingMs: speechPaddingMs(snapshot.settings.turnDetection) },
      { open: () => openRealtime(deps.config, snapshot.models.realtime), now: deps.now },
      listener,
    );
}

function configOf(
  { settings, greetingAudio, fillers }: AgentSnapshot,
  { callSid }: CallIdentity,
  showsNumber: boolean,
): CallConfig {
  return {
    limits: settings.limits,
    greetingClip: greetingAudio?.length ? { noticeMs: noticeMs(settings.greeting, greetingAudio) } : null,
    engines: 1,
    fillers: fillers.length,
    handoffPhone: settings.handoffPhone,
    showsNumber,
    tools: TOOL_TRAITS,
    share: shareOf(callSid),
    prompts: { ...callPrompts, greeting: callPrompts.greeting(settings.greeting) },
  };
}
