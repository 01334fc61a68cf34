/**
 * Makes the requests Twilio makes: form fields, signed over the public URL, sent to wherever the Worker
 * really listens, tried again as the URL's connection overrides (`#rc=2&ct=500&rp=all`) say.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import type { CallLog } from "./call-log.ts";

/** Replaces Twilio's own rules; a test that restarts the Worker in mid-call gives it time to come back. */
export interface RetryPolicy {
  totalMs?: number;
  firstDelayMs?: number;
}

export interface WebhookSettings {
  workerUrl: string;
  publicUrl: string;
  authToken: string;
  signature: "valid" | "wrong" | "missing";
  duplicate: boolean;
  retry: RetryPolicy | undefined;
  log: CallLog;
}

export interface WebhookAnswer {
  status: number;
  contentType: string;
  body: string;
}

const DEFAULT_READ_TIMEOUT_MS = 15_000;
const DEFAULT_TOTAL_MS = 15_000;
const RETRY_TOTAL_MS = 10_000;
const RETRY_FIRST_DELAY_MS = 100;
const RETRY_LONGEST_DELAY_MS = 1_000;

export class WebhookClient {
  private readonly settings: WebhookSettings;

  constructor(settings: WebhookSettings) {
    this.settings = settings;
  }

  /** The answer, whatever its status, or undefined when nobody answered. */
  async send(url: string, method: string, fields: Record<string, string>): Promise<WebhookAnswer | undefined> {
    const token = randomUUID();
    const first = this.sendWithRetries(url, method, fields, token);
    if (!this.settings.duplicate) return first;
    const [answer] = await Promise.all([first, this.sendWithRetries(url, method, fields, token)]);
    return answer;
  }

  /** The address that is connected to for an address under the public origin. */
  connectUrl(url: string): string {
    const { workerUrl, publicUrl } = this.settings;
    const target = new URL(url);
    // By host, not origin: a stream is always wss: for Twilio, also where the Worker of a laptop has no TLS.
    if (target.host !== new URL(publicUrl).host) return target.href;
    const worker = new URL(workerUrl);
    if (target.protocol.startsWith("ws")) worker.protocol = worker.protocol.replace("http", "ws");
    return `${worker.protocol}//${worker.host}${target.pathname}${target.search}`;
  }

  sign(url: string, fields: Record<string, string>): Record<string, string> {
    const { signature, authToken } = this.settings;
    if (signature === "missing") return {};
    const token = signature === "valid" ? authToken : `${authToken}-wrong`;
    return { "X-Twilio-Signature": getExpectedTwilioSignature(token, url, fields) };
  }

  private async sendWithRetries(
    url: string,
    method: string,
    fields: Record<string, string>,
    idempotencyToken: string,
  ): Promise<WebhookAnswer | undefined> {
    const { log, retry } = this.settings;
    const plan = retryPlan(url, retry);
    const deadline = performance.now() + plan.totalMs;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.sendOnce(url, method, fields, plan.readTimeoutMs, idempotencyToken, attempt);
      const failed = "reason" in answer;
      if (failed) log.add({ kind: "webhook-failed", url, reason: answer.reason, attempt });
      const shouldRetry = failed ? plan.onFailure(answer.failure) : plan.onStatus(answer.status);
      const pause = Math.min(plan.firstDelayMs * 2 ** (attempt - 1), RETRY_LONGEST_DELAY_MS);
      if (!shouldRetry || attempt > plan.retries || performance.now() + pause > deadline) {
        return failed ? undefined : answer;
      }
      await delay(pause);
    }
  }

  private async sendOnce(
    url: string,
    method: string,
    fields: Record<string, string>,
    timeoutMs: number,
    idempotencyToken: string,
    attempt: number,
  ): Promise<WebhookAnswer | Failure> {
    const target = new URL(url);
    target.hash = "";
    const isGet = method.toUpperCase() === "GET";
    if (isGet) for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, value);
    try {
      const response = await fetch(this.connectUrl(target.href), {
        method: isGet ? "GET" : "POST",
        headers: {
          ...this.sign(target.href, isGet ? {} : fields),
          "User-Agent": "TwilioProxy/1.1",
          "I-Twilio-Idempotency-Token": idempotencyToken,
          ...(isGet ? {} : { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" }),
          // A kept-alive socket to a Worker that was restarted would fail without a connection attempt.
          Connection: "close",
        },
        ...(isGet ? {} : { body: new URLSearchParams(fields).toString() }),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const body = await response.text();
      const { status } = response;
      this.settings.log.add({ kind: "webhook", url: target.href, fields, status, body, attempt });
      return { status, contentType: response.headers.get("content-type") ?? "", body };
    } catch (error) {
      if (!(error instanceof Error)) return { failure: "ct", reason: String(error) };
      const reason = `${error.message} ${String(error.cause ?? "")}`.trim();
      return { failure: error.name === "TimeoutError" ? "rt" : "ct", reason };
    }
  }
}

/** Nobody answered: no connection (`ct`), or no answer in time (`rt`); Twilio's names. */
interface Failure {
  failure: "ct" | "rt";
  reason: string;
}

interface RetryPlan {
  retries: number;
  onFailure: (failure: Failure["failure"]) => boolean;
  onStatus: (status: number) => boolean;
  totalMs: number;
  readTimeoutMs: number;
  firstDelayMs: number;
}

function retryPlan(url: string, retry: RetryPolicy | undefined): RetryPlan {
  const overrides = new URLSearchParams(new URL(url).hash.slice(1));
  const number = (name: string, fallback: number): number => Number(overrides.get(name) ?? fallback);
  const readTimeoutMs = number("rt", DEFAULT_READ_TIMEOUT_MS);
  if (retry !== undefined) {
    return {
      retries: Number.POSITIVE_INFINITY,
      onFailure: () => true,
      onStatus: (status) => status >= 500,
      totalMs: retry.totalMs ?? RETRY_TOTAL_MS,
      readTimeoutMs,
      firstDelayMs: retry.firstDelayMs ?? RETRY_FIRST_DELAY_MS,
    };
  }
  const reasons = (overrides.get("rp") ?? "ct").split(",");
  const on = (reason: string): boolean => reasons.includes(reason) || reasons.includes("all");
  return {
    retries: number("rc", 1),
    onFailure: on,
    onStatus: (status) => (status >= 500 && on("5xx")) || (status >= 400 && status < 500 && on("4xx")),
    totalMs: number("tt", DEFAULT_TOTAL_MS),
    readTimeoutMs,
    firstDelayMs: RETRY_FIRST_DELAY_MS,
  };
}
