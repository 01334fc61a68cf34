/** `npm start`, as a person types it: a process of its own, with its own ports and data. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, test, type TestContext } from "vitest";
import { loadClip } from "../../dev/speech/clips.ts";
import type { ClipId } from "../../dev/speech/lines.ts";
import { ROOT } from "../../dev/start/settings.ts";
import { descendantsOf, isAlive } from "./support/descendants.ts";
import { freePort } from "./support/ports.ts";
import "./support/leave-nothing.ts";
import { until } from "./support/until.ts";

/** What hangs is ended after this. Other files have the machine too, and a start takes half a minute on one of its own. */
const START_WITHIN_MS = 300_000;
/** Empty: what this machine is configured with must not reach the run, so that it starts its stand-ins. */
const UNCONFIGURED = {
  OPENAI_API_KEY: "",
  OPENAI_BASE_URL: "",
  TWILIO_AUTH_TOKEN: "",
  TWILIO_API_BASE_URL: "",
  TWILIO_ACCOUNT_SID: "",
  PUBLIC_URL: "",
};

/** The second start finds the data of the first, as it does on a desk. */
const folder = mkdtempSync(join(tmpdir(), "agentlocator-e2e-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

type Started = { url: string; child: ChildProcess; pid: number; printed(): string };

async function npmStart({ onTestFinished }: TestContext, ...options: string[]): Promise<Started> {
  const port = await freePort(4, 5);
  const env = { ...process.env, ...UNCONFIGURED, PORT: String(port), DATA_DIR: join(folder, "data") };
  // In a group of its own, as a terminal would have it: Ctrl-C reaches all of it.
  const child = spawn("npm", ["start", "--", ...options], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Vitest itself was interrupted: what runs in a group of its own would stay.
  const abandon = () => process.kill(-(child.pid ?? 0), "SIGTERM");
  process.once("exit", abandon);
  onTestFinished(async () => {
    process.off("exit", abandon);
    // A test that failed half-way has not interrupted it.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      await interrupt({ child, pid: child.pid });
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (printed += stripVTControlCharacters(data.toString())));
  await once(child, "spawn");
  const started = { url: `http://localhost:${port}`, child, pid: child.pid ?? 0, printed: () => printed };
  await untilPrinted(started, /Dashboard\s+http/, START_WITHIN_MS);
  return started;
}

async function untilPrinted({ child, printed }: Started, words: RegExp, deadlineMs: number): Promise<void> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  await until(
    () => `${words} in the terminal, where there is:\n${printed()}`,
    () => ended() || words.test(printed()),
    deadlineMs,
  );
  if (!words.test(printed())) throw new Error(`npm start ended:\n${printed()}`);
}

/** Ctrl-C in the terminal. Answers with the exit code and the processes that are left. */
async function interrupt({
  child,
  pid,
}: Pick<Started, "child" | "pid">): Promise<{ code: number | null; left: number[] }> {
  const all = descendantsOf(pid);
  const gone = once(child, "exit");
  process.kill(-pid, "SIGINT");
  const [code] = (await gone) as [number | null];
  await until("the processes to be gone", () => !all.some(isAlive), 10_000).catch(() => undefined);
  return { code, left: all.filter(isAlive) };
}

// One after the other: two at once only make each other slow.
describe("npm start", { timeout: 2 * START_WITHIN_MS }, () => {
  test("-- --no-call answers, serves the dashboard and the API's description, and is gone without a trace after Ctrl-C", async (context) => {
    const { expect } = context;
    const started = await npmStart(context, "--no-call");
    const health = await fetch(`${started.url}/healthz`);
    expect(health.status).toBe(200);
    const page = await fetch(started.url);
    expect(await page.text()).toContain('dir="rtl"');
    const openapi = (await (await fetch(`${started.url}/api/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(openapi.paths)).toContain("/api/auth/login");
    expect((await fetch(`${started.url}/api/docs`)).status).toBe(200);
    expect(descendantsOf(started.pid).length).toBeGreaterThan(3);
    expect(await interrupt(started)).toEqual({ code: 0, left: [] });
  });

  test("shows a Hebrew call in the terminal, word for word, with the lead it brought", async (context) => {
    const { expect } = context;
    const started = await npmStart(context);
    await untilPrinted(started, /Lead saved/, START_WITHIN_MS);
    const printed = started.printed();
    const spoken: ClipId[] = [
      "greeting-carmel",
      "buyer-looking",
      "buyer-ask-budget",
      "buyer-budget",
      "buyer-ask-name",
      "buyer-name",
      "buyer-saved",
      "buyer-thanks",
      "buyer-goodbye",
    ];
    for (const clip of spoken) expect(printed).toContain(loadClip(clip).text);
    expect(printed).toMatch(/save_lead done/);
    expect(printed).toMatch(/Lead saved: דנה לוי/);
    expect(printed).toMatch(/^passed$/m);
    expect(await interrupt(started)).toEqual({ code: 0, left: [] });
  });
});
