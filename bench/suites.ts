/** The benchmarks by name: how each is run, fully and quickly, and what it shows. */
import type { Target } from "./measure/table.ts";
import { audioTargets, audioText, summariseAudio } from "./reports/audio.ts";
import { asHeardTargets, asHeardText } from "./reports/as-heard.ts";
import { calendarTargets, calendarText } from "./reports/calendar.ts";
import { crmTargets, crmText } from "./reports/crm.ts";
import { dashboardTargets, dashboardText } from "./reports/dashboard.ts";
import * as report from "./reports/behaviour.ts";
import { runAsHeard } from "./runs/as-heard.ts";
import { runAudio, type Say } from "./runs/audio.ts";
import { runCalendar } from "./runs/calendar.ts";
import { runCollision } from "./runs/collision.ts";
import { runCrm } from "./runs/crm.ts";
import { runDashboard } from "./runs/dashboard.ts";
import { runGreeting } from "./runs/greeting.ts";
import { runMemory } from "./runs/memory.ts";
import { runRelayPath } from "./runs/relay-path.ts";
import { runTruncation } from "./runs/truncation.ts";

/** Beside the number that was asked for. */
const FEWER_CALLS = [20, 1];

export type SuiteOptions = { quick: boolean; calls: number; databasesInside: boolean; say: Say };
export type SuiteResult = { text: string; targets: Target[]; data: unknown };

export const SUITES = {
  async "relay-path"({ quick }: SuiteOptions): Promise<SuiteResult> {
    const results = runRelayPath(quick ? 2_000 : 10_000);
    return { text: report.relayPathText(results), targets: [], data: results };
  },
  async audio({ quick, calls, databasesInside, say }: SuiteOptions): Promise<SuiteResult> {
    const levels = [calls, ...FEWER_CALLS.filter((level) => level < calls)].map((level) => ({
      calls: level,
      laps: quick || level === 1 ? 1 : 3,
    }));
    const plan = { rounds: quick ? 1 : 3, levels: quick ? levels.slice(0, 2) : levels, databasesInside };
    const result = await runAudio(plan, say);
    // Without the single frames: there are half a million.
    const turns = result.turns.map(({ frames: _frames, ...turn }) => turn);
    const data = { summary: summariseAudio(result), turns };
    return { text: audioText(result), targets: audioTargets(result), data };
  },
  async "as-heard"({ quick, say }: SuiteOptions): Promise<SuiteResult> {
    const result = await runAsHeard(quick ? { calls: 4, rounds: 1 } : { calls: 15, rounds: 4 }, say);
    return { text: asHeardText(result), targets: asHeardTargets(result), data: result };
  },
  async memory({ calls }: SuiteOptions): Promise<SuiteResult> {
    const results = await runMemory(calls);
    return { text: report.memoryText(results), targets: [], data: results };
  },
  async truncation({ quick }: SuiteOptions): Promise<SuiteResult> {
    const trials = await runTruncation(quick ? { callsAtOnce: 4, repeats: 1 } : { callsAtOnce: 6, repeats: 4 });
    return { text: report.truncationText(trials), targets: report.truncationTargets(trials), data: trials };
  },
  async collision({ quick }: SuiteOptions): Promise<SuiteResult> {
    const trials = await runCollision(quick ? 3 : 12);
    return { text: report.collisionText(trials), targets: report.collisionTargets(trials), data: trials };
  },
  async greeting({ quick }: SuiteOptions): Promise<SuiteResult> {
    const results = await runGreeting(quick ? 4 : 10);
    return { text: report.greetingText(results), targets: report.greetingTargets(results), data: results };
  },
  async crm({ quick }: SuiteOptions): Promise<SuiteResult> {
    const result = runCrm(quick);
    return { text: crmText(result), targets: crmTargets(result), data: result };
  },
  async calendar({ quick }: SuiteOptions): Promise<SuiteResult> {
    const result = runCalendar(quick ? 100 : 1_000);
    return { text: calendarText(result), targets: calendarTargets(result), data: result };
  },
  async dashboard({ quick }: SuiteOptions): Promise<SuiteResult> {
    const result = await runDashboard(quick ? 5 : 30);
    return { text: dashboardText(result), targets: dashboardTargets(result), data: result };
  },
} as const;

export type SuiteName = keyof typeof SUITES;
export const SUITE_NAMES = Object.keys(SUITES) as SuiteName[];
