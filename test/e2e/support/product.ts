/**
 * Vitest's global setup: the product, once for all files. Free ports, a fresh data folder; wrangler dev for the Worker,
 * the OpenAI stand-in as a process of its own. Twilio is played by the tests themselves.
 */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildDashboard } from "../../../dev/start/prepare.ts";
import { runToEnd, startProcess, untilAnswers } from "../../../dev/start/processes.ts";
import { LocalRun } from "../../../dev/start/run.ts";
import { freePort } from "./ports.ts";
import { localSettings } from "./settings.ts";

export default async function startProduct(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "agentlocator-e2e-"));
  const log = (line: string) => appendFileSync(join(folder, "run.log"), `${line}\n`);
  const openaiPort = await freePort(1);
  const openaiWindow = `http://127.0.0.1:${openaiPort + 1}`;
  const settings = localSettings({
    port: await freePort(),
    dataDir: join(folder, "data"),
    openaiUrl: `http://127.0.0.1:${openaiPort}`,
  });
  const openai = startProcess(
    "OpenAI stand-in",
    ["test/e2e/support/openai-process.ts", String(openaiPort), String(openaiPort + 1)],
    log,
  );
  const run = new LocalRun(settings, { reload: false, say: () => {}, log });
  const stop = async () => {
    await run.stop();
    await openai.stop();
    if (process.env["KEEP_E2E_DATA"]) console.log(`Data and log of this run: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  };
  try {
    const seeded = runToEnd("seed", ["test/e2e/support/seed/main.ts"], {
      DATA_DIR: settings.dataDir,
      SEED_PASSWORD: settings.seedPassword,
    });
    await Promise.all([seeded, buildDashboard()]);
    // What the tests copy that need a product of their own.
    cpSync(settings.dataDir, join(folder, "template"), { recursive: true });
    await run.startWorker();
    await untilAnswers(openaiWindow, openai);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("product", {
    url: settings.url,
    openaiUrl: `http://127.0.0.1:${openaiPort}`,
    openaiWindow,
    seedPassword: settings.seedPassword,
    dataDir: settings.dataDir,
    templateDir: join(folder, "template"),
  });
  return stop;
}

export type Product = {
  url: string;
  /** The OpenAI stand-in. */
  openaiUrl: string;
  /** Where its sessions are seen (openai-process.ts). */
  openaiWindow: string;
  /** Of the seeded people. */
  seedPassword: string;
  /** Where the Worker keeps its databases. */
  dataDir: string;
  /** A seeded data folder that no Worker has touched. */
  templateDir: string;
};

declare module "vitest" {
  interface ProvidedContext {
    product: Product;
  }
}
