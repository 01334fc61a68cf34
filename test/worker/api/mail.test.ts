import { afterEach, expect, test, vi } from "vitest";
import { permitTo } from "./support/mail.ts";
import { cloudflareMail } from "../../../worker/adapters/mail.ts";
import { depsOf } from "../../../worker/deps.ts";
import type { Env } from "../../../worker/env.ts";
import { createLogger } from "../../../worker/log.ts";
import { env as platform } from "cloudflare:workers";

afterEach(() => {
  vi.useRealTimers();
});

const TO = permitTo("dana@example.test");
const MAIL = { subject: "בחירת סיסמה חדשה", text: "שלום דנה,\n\nhttps://x.test/reset#abc" };
const FROM = "no-reply@agentlocator.test";

/** The binding, as far as the adapter uses it. */
function scripted(send: (message: unknown) => Promise<{ messageId: string }>) {
  const sent: unknown[] = [];
  const lines: string[] = [];
  const binding = { send: (message: unknown) => (sent.push(message), send(message)) } as unknown as SendEmail;
  const mail = cloudflareMail(
    binding,
    FROM,
    createLogger({}, (line) => lines.push(line)),
  );
  return { mail, sent, lines };
}

test("a mail goes out from the product's address, as it was written", async () => {
  const { mail, sent } = scripted(async () => ({ messageId: "1" }));
  expect(await mail.send(TO, MAIL)).toBe(true);
  expect(sent).toEqual([{ from: { email: FROM, name: "AgentLocator" }, ...TO, ...MAIL }]);
});

test("a name with line breaks makes no second header of a subject", async () => {
  const { mail, sent } = scripted(async () => ({ messageId: "1" }));
  await mail.send(TO, { ...MAIL, subject: "הזמנה אל \r\nBcc: everybody@example.test" });
  expect(sent).toMatchObject([{ subject: "הזמנה אל  Bcc: everybody@example.test" }]);
});

test("a refused mail is answered with false; the log says why, and to whom to nobody", async () => {
  const refusal = Object.assign(new Error(`recipient ${TO.to} is not allowed`), { code: "E_RECIPIENT_NOT_ALLOWED" });
  const { mail, lines } = scripted(() => Promise.reject(refusal));
  expect(await mail.send(TO, MAIL)).toBe(false);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: "error", event: "mail_not_sent", code: "E_RECIPIENT_NOT_ALLOWED" }),
  ]);
  expect(lines.join()).not.toContain(TO.to);
});

test("a binding that does not answer within ten seconds is not waited for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { mail } = scripted(() => new Promise(() => {}));
  const answer = mail.send(TO, MAIL);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await answer).toBe(false);
});

test("without a binding nothing is mailed, and who asks is told", async () => {
  expect(await depsOf(platform as unknown as Env).mail.send(TO, MAIL)).toBe(false);
});

test("a binding without an address to send from mails nothing, and says what is missing", async () => {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const env = { ...(platform as unknown as Env), EMAIL: { send: async () => ({ messageId: "1" }) } } as unknown as Env;
  expect(await depsOf(env).mail.send(TO, MAIL)).toBe(false);
  expect(log.mock.calls.join()).toContain("mail_from_missing");
  log.mockRestore();
  expect(await depsOf({ ...env, MAIL_FROM: FROM }).mail.send(TO, MAIL)).toBe(true);
});
