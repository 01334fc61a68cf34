/**
 * Configuration of a local run: the environment first, then `.dev.vars`, then what a laptop can do without. Names are
 * those of the Worker.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { isThisMachine } from "../../worker/this-machine.ts";
import { PUBLISHED_PASSWORD } from "../seed/published.ts";
import { problemOfPublicUrl } from "./public-url.ts";
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../twilio/call-options.ts";

export const ROOT = resolve(import.meta.dirname, "../..");

const WORKER_NAMES = [
  "PUBLIC_URL",
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "OPENAI_REALTIME_MODEL",
  "OPENAI_TEXT_MODEL",
  "OPENAI_TRANSCRIBE_MODEL",
  "OPENAI_EMBEDDING_MODEL",
  "OPENAI_SPEECH_MODEL",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_API_BASE_URL",
  "GOOGLE_API_KEY",
  "GOOGLE_SPEECH_BASE_URL",
  "GOOGLE_TTS_BASE_URL",
  "WHATSAPP_NODE_URL",
  "WHATSAPP_NODE_SECRET",
  "DIAL_COUNTRIES",
  "SHEKELS_PER_DOLLAR",
  "CLIENT_ADDRESS",
  "MAIL_FROM",
  "JWT_SECRET",
] as const;

export type LocalSettings = {
  port: number;
  dataDir: string;
  url: string;
  /** Of the people that seeding makes. */
  seedPassword: string;
  /** Which stand-ins this run starts: those of services without a URL and a key. */
  standIns: { openai: number | null; twilio: number | null };
  /** Where the Worker listens: on `port`, or behind the front that stands there for the world (front.ts). */
  workerPort: number;
  /** Whether `PUBLIC_URL` is another address than this machine's: somebody else may come in. */
  isPublic: boolean;
  /** What the Worker gets. */
  worker: Record<string, string>;
};

export function readSettings(environment: NodeJS.ProcessEnv = process.env): LocalSettings {
  const file = join(ROOT, ".dev.vars");
  const written: Record<string, string | undefined> = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const given: Record<string, string> = {};
  for (const name of WORKER_NAMES) {
    const value = environment[name] ?? written[name];
    if (value) given[name] = value;
  }
  const port = Number(environment["PORT"] ?? 8787);
  const dataDir = resolve(ROOT, environment["DATA_DIR"] ?? ".data");
  mkdirSync(dataDir, { recursive: true });
  const url = `http://localhost:${port}`;
  const openai = given["OPENAI_API_KEY"] || given["OPENAI_BASE_URL"] ? null : port + 4;
  const twilio = given["TWILIO_AUTH_TOKEN"] || given["TWILIO_API_BASE_URL"] ? null : port + 5;
  const worker: Record<string, string> = {
    PUBLIC_URL: url,
    // Nothing stands in front of it that would take the header away which a client wrote itself.
    CLIENT_ADDRESS: "none",
    OPENAI_API_KEY: "local-stand-in",
    TWILIO_ACCOUNT_SID: DEFAULT_ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: DEFAULT_AUTH_TOKEN,
    JWT_SECRET: localSecret(dataDir),
    ...(openai !== null && { OPENAI_BASE_URL: `http://127.0.0.1:${openai}/v1` }),
    ...(twilio !== null && { TWILIO_API_BASE_URL: `http://127.0.0.1:${twilio}` }),
    ...given,
  };
  const isPublic = !isThisMachine(worker["PUBLIC_URL"] ?? url);
  if (isPublic) assertFitForTheWorld(worker, given);
  return {
    port,
    workerPort: isPublic ? port + 6 : port,
    isPublic,
    dataDir,
    url,
    seedPassword: seedPasswordOf(environment["SEED_PASSWORD"], isPublic),
    standIns: { openai, twilio },
    worker,
  };
}

/** Throws for what would let strangers in, or send what people type in the clear. */
function assertFitForTheWorld(worker: Record<string, string>, given: Record<string, string>): void {
  const problem = problemOfPublicUrl(worker["PUBLIC_URL"]);
  if (problem !== null) throw new Error(`${problem}: an address that others can reach begins with https://`);
  if (!given["TWILIO_AUTH_TOKEN"])
    throw new Error(
      "TWILIO_AUTH_TOKEN is missing, and PUBLIC_URL lets others in: the stand-in's token is published, and whoever knows it could ring up as Twilio",
    );
}

/** The published one is for a machine that nobody else reaches. */
function seedPasswordOf(given: string | undefined, isPublic: boolean): string {
  if (!isPublic) return given || PUBLISHED_PASSWORD;
  if (given === PUBLISHED_PASSWORD)
    throw new Error("SEED_PASSWORD is the published one, and PUBLIC_URL lets others in. Choose another, or give none");
  return given || randomBytes(15).toString("base64url");
}

/** Made once and kept with the data, so that a restart does not sign everybody out. */
function localSecret(dataDir: string): string {
  const path = join(dataDir, "jwt-secret");
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}

/** The Worker's variables as a file, so that no secret stands in a process list. */
export function writeWorkerEnv(settings: LocalSettings): string {
  const path = join(settings.dataDir, "worker.env");
  const lines = Object.entries(settings.worker).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  writeFileSync(path, `${lines.join("\n")}\n`, { mode: 0o600 });
  return path;
}
