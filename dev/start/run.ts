/** Starts the whole product on this machine. Used by `npm start` and by the tests that need real processes. */
import { join } from "node:path";
import { openFront, type Front } from "./front.ts";
import { assertFree } from "./ports.ts";
import { buildDashboard, seed, type Seeded } from "./prepare.ts";
import { runToEnd, startProcess, untilAnswers, wrangler, type Started } from "./processes.ts";
import { writeWorkerEnv, type LocalSettings } from "./settings.ts";

export type RunOptions = { reload: boolean; say(line: string): void; log(line: string): void };

/** wrangler's page that reads and writes every database; whoever reaches the port would reach it. */
const NO_EXPLORER = {
  X_LOCAL_EXPLORER: "false",
  /** Its record of every request, addresses with the tokens in them too, grows without end in the data folder. */
  X_LOCAL_OBSERVABILITY: "false",
};

export class LocalRun {
  readonly settings: LocalSettings;
  readonly #options: RunOptions;
  #started: Started[] = [];
  #worker: Started | null = null;
  #seeded: Seeded | null = null;
  #front: Front | null = null;
  #program: string[] | null = null;

  constructor(settings: LocalSettings, options: RunOptions) {
    this.settings = settings;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { settings } = this;
    const { say } = this.#options;
    await assertFree(settings.port, "the Worker");
    if (settings.isPublic) await assertFree(settings.workerPort, "the Worker behind its front");
    if (settings.standIns.openai !== null) await assertFree(settings.standIns.openai, "the OpenAI stand-in");
    if (settings.standIns.twilio !== null) await assertFree(settings.standIns.twilio, "the Twilio stand-in");
    say("Databases and dashboard …");
    [this.#seeded] = await Promise.all([seed(settings), buildDashboard()]);
    this.#startStandIns();
    say("Worker …");
    await this.startWorker();
    if (settings.isPublic) this.#front = await openFront(settings.port, settings.workerPort);
  }

  /** The admin's password was never shown before: it is to be shown now. */
  get adminIsNew(): boolean {
    return this.#seeded?.adminIsNew ?? false;
  }

  /** Also used alone, to bring a killed Worker back on the same data. */
  async startWorker(): Promise<void> {
    const { workerPort, dataDir } = this.settings;
    const envFile = writeWorkerEnv(this.settings);
    this.#program ??= this.#options.reload ? [] : await this.#bundle();
    const args = wrangler(
      "dev",
      ...this.#program,
      "--config",
      "wrangler.toml",
      "--port",
      String(workerPort),
      "--ip",
      "127.0.0.1",
      "--inspector-port",
      "0",
      "--persist-to",
      dataDir,
      "--env-file",
      envFile,
      "--show-interactive-dev-session=false",
    );
    const worker = startProcess("worker", args, this.#options.log, NO_EXPLORER);
    this.#worker = worker;
    await untilAnswers(`http://localhost:${workerPort}/healthz`, worker);
  }

  /** Bundled once: a file that changes while a call is on must not restart the Worker under it. */
  async #bundle(): Promise<string[]> {
    const folder = join(this.settings.dataDir, "worker");
    await runToEnd("worker bundle", wrangler("deploy", "--dry-run", "--outdir", folder));
    return [join(folder, "index.js"), "--no-bundle"];
  }

  /** As a crash would: no goodbye to anyone. */
  async killWorker(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (worker?.child.pid === undefined) return;
    const gone = new Promise((resolve) => worker.child.once("exit", resolve));
    process.kill(-worker.child.pid, "SIGKILL");
    await gone;
  }

  async stop(): Promise<void> {
    await this.#front?.close();
    this.#front = null;
    await this.#worker?.stop();
    this.#worker = null;
    for (const started of this.#started.reverse()) await started.stop();
    this.#started = [];
  }

  #startStandIns(): void {
    const { openai, twilio } = this.settings.standIns;
    if (openai !== null)
      this.#started.push(
        startProcess("OpenAI stand-in", ["dev/openai/main.ts", "--port", String(openai)], this.#options.log),
      );
    if (twilio !== null)
      this.#started.push(
        startProcess("Twilio stand-in", ["dev/twilio/main.ts", "--port", String(twilio)], this.#options.log),
      );
  }
}
