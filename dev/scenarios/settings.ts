/** What the command needs to know about the Worker it calls: the environment first, then `.dev.vars`, then the seed. */
import { readFileSync } from "node:fs";
import { DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN } from "../twilio/call-options.ts";

export interface Settings {
  accountSid: string;
  authToken: string;
  password: string;
  publicUrl: string | undefined;
}

export function readSettings(env: NodeJS.ProcessEnv, devVars: string): Settings {
  const file = parseVars(devVars);
  const value = (name: string): string | undefined => env[name] ?? file.get(name);
  return {
    accountSid: value("TWILIO_ACCOUNT_SID") ?? DEFAULT_ACCOUNT_SID,
    authToken: value("TWILIO_AUTH_TOKEN") ?? DEFAULT_AUTH_TOKEN,
    password: value("SEED_PASSWORD") ?? "demo-password-1",
    publicUrl: value("PUBLIC_URL"),
  };
}

/** The file's text, empty when there is none. */
export function readDevVars(path: URL): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function parseVars(text: string): Map<string, string> {
  const pairs = text.split("\n").flatMap((line) => {
    const [, name, value] = /^\s*(?:export\s+)?([A-Z0-9_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value.replace(/^(["'])(.*)\1$/, "$2")] as const];
  });
  return new Map(pairs);
}
