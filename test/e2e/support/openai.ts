/** The OpenAI stand-in, as far as one business's model is concerned. */
import type { FaultInput } from "../../../dev/openai/faults.ts";
import type { SessionState } from "../../../dev/openai/session-log.ts";
import type { TestBusiness } from "./businesses.ts";
import type { Product } from "./product.ts";
import { until } from "./until.ts";

export type Session = Pick<SessionState, "open" | "items" | "violations">;

export class OpenAi {
  readonly #url: string;
  readonly #window: string;

  constructor({ openaiUrl, openaiWindow }: Product) {
    this.#url = openaiUrl;
    this.#window = openaiWindow;
  }

  async fail({ model }: TestBusiness, ...faults: FaultInput[]): Promise<void> {
    const response = await fetch(`${this.#url}/_standin/faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(faults.map((fault) => ({ ...fault, model }))),
    });
    if (!response.ok) throw new Error(`the OpenAI stand-in answered ${response.status}: ${await response.text()}`);
  }

  /** Oldest first. */
  async sessions({ model }: TestBusiness): Promise<Session[]> {
    const response = await fetch(`${this.#window}/?${new URLSearchParams({ model })}`);
    return (await response.json()) as Session[];
  }

  /** All sessions of the business, once none of them is open. */
  closedSessions(business: TestBusiness): Promise<Session[]> {
    return until("OpenAI's sessions to be closed", async () => {
      const sessions = await this.sessions(business);
      return sessions.every(({ open }) => !open) && sessions;
    });
  }
}

/** What the stand-in refused. A cancel that crosses the end of its response is nobody's mistake. */
export const mistakesIn = (sessions: readonly Session[]): string[] =>
  sessions
    .flatMap(({ violations }) => violations)
    .flatMap(({ code, eventType, message }) =>
      code === "response_cancel_not_active" ? [] : [`${eventType}: ${message}`],
    );
