import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const workerOf = (environment: NodeJS.ProcessEnv) =>
  readSettings({ DATA_DIR: mkdtempSync(join(tmpdir(), "agentlocator-settings-")), ...environment }).worker;

const TWILIO_AUTH_TOKEN = "0123456789abcdef0123456789abcdef";
const settingsOf = (environment: NodeJS.ProcessEnv) =>
  readSettings({
    DATA_DIR: mkdtempSync(join(tmpdir(), "agentlocator-settings-")),
    TWILIO_AUTH_TOKEN,
    ...environment,
  });
const PUBLIC_URL = "https://demo.example.com";

test("on this machine the password is the published one, and the Worker listens itself", () => {
  for (const own of ["http://localhost:8787", "http://127.0.0.1:8787"])
    expect(settingsOf({ PUBLIC_URL: own, PORT: "8787" })).toMatchObject({
      isPublic: false,
      workerPort: 8787,
      seedPassword: "demo-password-1",
    });
});

test("where others can come in, it is never the published one, nor twice the same, and the front stands before", () => {
  const [one, other] = [settingsOf({ PUBLIC_URL }), settingsOf({ PUBLIC_URL })];
  expect(one.isPublic).toBe(true);
  expect(one.workerPort).not.toBe(one.port);
  expect(one.seedPassword).toHaveLength(20);
  expect(one.seedPassword).not.toBe(other.seedPassword);
  expect(settingsOf({ PUBLIC_URL, SEED_PASSWORD: "chosen by me" }).seedPassword).toBe("chosen by me");
  expect(() => settingsOf({ PUBLIC_URL, SEED_PASSWORD: "demo-password-1" })).toThrow("published");
});

test("where others can come in, nothing starts with the stand-in's token, which is published, or in the clear", () => {
  expect(() => settingsOf({ PUBLIC_URL, TWILIO_AUTH_TOKEN: "" })).toThrow("TWILIO_AUTH_TOKEN is missing");
  expect(() => settingsOf({ PUBLIC_URL: "http://demo.example.com" })).toThrow("not https");
});

test("a local run believes no header about the client's address, unless it is told that one can be believed", () => {
  expect(workerOf({})["CLIENT_ADDRESS"]).toBe("none");
  expect(workerOf({ CLIENT_ADDRESS: "CF-Connecting-IP" })["CLIENT_ADDRESS"]).toBe("CF-Connecting-IP");
});
