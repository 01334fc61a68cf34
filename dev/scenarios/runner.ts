/** Runs one scenario against a running Worker and says what came of it. */
import { setTimeout as delay } from "node:timers/promises";
import { loadClip as loadSpokenClip } from "../speech/clips.ts";
import { lines } from "../speech/lines.ts";
import { placeCall, type SimulatedCall } from "../twilio/call.ts";
import type { CallOptions } from "../twilio/call-options.ts";
import type { LiveCalls } from "../twilio/live-calls.ts";
import { joinStandIn } from "../twilio/remote-calls.ts";
import type { CallEvent } from "../twilio/call-log.ts";
import { checkHeard, checkRecord, type Check } from "./expectations.ts";
import { followLive, type LiveFeed } from "./live-feed.ts";
import { clearOpenaiFaults, setOpenaiFaults } from "./openai-control.ts";
import { ProductApi, type CallDetail, type LiveEvent } from "./product-api.ts";
import type { Scenario, Step } from "./schema.ts";
import { explain, perform, type ClipLoader } from "./steps.ts";

export interface RunOptions {
  workerUrl: string;
  publicUrl?: string;
  accountSid?: string;
  authToken?: string;
  /** Password of the seeded people. */
  password: string;
  openaiControlUrl?: string;
  /** Where the Worker's REST requests go; the call joins it when somebody listens there. */
  standInUrl?: string;
  /** The same within one process. */
  liveCalls?: LiveCalls;
  loadClip?: ClipLoader;
  call?: Partial<CallOptions>;
  onProgress?: (progress: Progress, call: SimulatedCall) => void;
}

export type Progress =
  | { kind: "call"; event: CallEvent }
  | { kind: "live"; event: LiveEvent }
  | { kind: "step"; step: Step; text: string | undefined };

export interface RunResult {
  scenario: Scenario;
  call: SimulatedCall;
  record: CallDetail | undefined;
  checks: Check[];
  /** All checks hold, those of timing included. */
  ok: boolean;
  /** All checks hold that do not depend on the speed of the machine. */
  okButForTiming: boolean;
}

// Turns and the lead are written in the background: what is expected may follow the end of the call.
const SETTLE_MS = 8_000;
const SETTLE_STEP_MS = 200;

export async function runScenario(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  const { workerUrl, publicUrl = workerUrl, openaiControlUrl, onProgress } = options;
  const loadClip = options.loadClip ?? loadClipById;
  const problems: string[] = [];
  const api = new ProductApi(workerUrl);
  const businessId = await signIn(api, scenario, options, problems);
  if (scenario.openai.length > 0) await setOpenaiFaults(openaiControlUrl, scenario.openai);
  let call: SimulatedCall | undefined;
  let feed: LiveFeed | undefined;
  try {
    if (businessId !== undefined) {
      const onEvent = (event: LiveEvent): void => {
        if (call !== undefined && event.callSid === call.callSid) onProgress?.({ kind: "live", event }, call);
      };
      feed = await followLive(api.liveFeed(businessId, publicUrl), onEvent).catch((error: unknown) => {
        problems.push(String(error));
        return undefined;
      });
    }
    call = placeCall(callOptions(scenario, options, publicUrl));
    const watched = call;
    feed?.follow(call.callSid);
    watched.log.onEvent((event) => onProgress?.({ kind: "call", event }, watched));
    const leave = options.standInUrl === undefined ? undefined : await joinStandIn(options.standInUrl, watched);
    problems.push(...(await play(scenario, watched, loadClip, onProgress)));
    leave?.();
    const { checks, record } = await settle(scenario, watched, api, businessId, problems);
    problems.push(...(feed?.strange ?? []).map((event) => `live feed: cannot understand ${event}`));
    checks.unshift(...problems.map((problem) => ({ what: "the run itself", ok: false, got: problem, timing: false })));
    return {
      scenario,
      call: watched,
      record,
      checks,
      ok: checks.every((check) => check.ok),
      okButForTiming: checks.every((check) => check.ok || check.timing),
    };
  } finally {
    feed?.close();
    if (scenario.openai.length > 0) await clearOpenaiFaults(openaiControlUrl);
  }
}

function callOptions(scenario: Scenario, options: RunOptions, publicUrl: string): CallOptions {
  const { workerUrl, accountSid, authToken, liveCalls } = options;
  return {
    workerUrl,
    publicUrl,
    from: scenario.from,
    to: scenario.to,
    ...(accountSid === undefined ? {} : { accountSid }),
    ...(authToken === undefined ? {} : { authToken }),
    ...(scenario.network === undefined ? {} : { network: scenario.network }),
    ...(liveCalls === undefined ? {} : { register: (live) => liveCalls.add(live) }),
    ...options.call,
  };
}

/** Plays all steps; returns what went wrong. The call is over afterwards, whatever happened. */
async function play(
  scenario: Scenario,
  call: SimulatedCall,
  loadClip: ClipLoader,
  onProgress: RunOptions["onProgress"],
): Promise<string[]> {
  const problems: string[] = [];
  let isOverdue = false;
  const overdue = setTimeout(() => {
    isOverdue = true;
    void call.hangUp();
  }, scenario.limits.callMs);
  for (const step of scenario.steps) {
    const clip = "say" in step ? step.say : "sayOver" in step ? step.sayOver : undefined;
    onProgress?.({ kind: "step", step, text: clip === undefined ? undefined : loadClip(clip).text }, call);
    const problem = await perform(step, call, loadClip).then(
      () => undefined,
      (error: unknown) => explain(step, error),
    );
    if (problem !== undefined) {
      problems.push(problem);
      break;
    }
  }
  await call.hangUp();
  clearTimeout(overdue);
  if (isOverdue) problems.push(`the call took longer than ${scenario.limits.callMs} ms`);
  return problems;
}

async function settle(
  scenario: Scenario,
  call: SimulatedCall,
  api: ProductApi,
  businessId: string | undefined,
  problems: string[],
): Promise<{ checks: Check[]; record: CallDetail | undefined }> {
  const { expect } = scenario;
  const { status, streamUrls, said, violations, errors, gaps, cuts } = call;
  const heard = { twilioStatus: status, streams: streamUrls.length, twimlSays: said, violations, errors, gaps, cuts };
  const checks = checkHeard(expect, heard);
  if (businessId === undefined) return { checks, record: undefined };
  for (const deadline = performance.now() + SETTLE_MS; ; await delay(SETTLE_STEP_MS)) {
    const record = await api.findCall(businessId, call.callSid).catch((error: unknown) => String(error));
    const isLate = performance.now() > deadline;
    if (typeof record === "string") {
      if (!isLate) continue;
      problems.push(record);
      return { checks, record: undefined };
    }
    const recordChecks = checkRecord(expect, record);
    if (isLate || recordChecks.every((check) => check.ok)) return { checks: [...checks, ...recordChecks], record };
  }
}

async function signIn(
  api: ProductApi,
  { business }: Scenario,
  { password }: RunOptions,
  problems: string[],
): Promise<string | undefined> {
  if (business === undefined) return undefined;
  try {
    await api.signIn(`manager@${business}.test`, password);
    return await api.businessId(business);
  } catch (error) {
    problems.push(`sign-in: ${String(error)}`);
    return undefined;
  }
}

function loadClipById(id: string): { text: string; audio: Uint8Array } {
  const line = lines.find((candidate) => candidate.id === id);
  if (line === undefined) throw new Error(`there is no clip "${id}"`);
  return loadSpokenClip(line.id);
}
