/** The faults of one session: waits for their moment and says which are due. */
import { momentOf, type SessionFault } from "./faults.ts";

export type Occasion =
  | { readonly at: "connect" }
  | { readonly at: "heard"; readonly clip: string }
  | { readonly at: "output"; readonly ms: number }
  | { readonly at: "responseDone"; readonly count: number };

export class SessionFaults {
  #armed: SessionFault[];

  constructor(faults: readonly SessionFault[]) {
    this.#armed = [...faults];
  }

  due(occasion: Occasion): SessionFault[] {
    if (this.#armed.length === 0) return [];
    const due = this.#armed.filter((fault) => isDue(fault, occasion));
    this.#armed = this.#armed.filter((fault) => !due.includes(fault));
    return due;
  }
}

function isDue(fault: SessionFault, occasion: Occasion): boolean {
  const moment = momentOf(fault);
  if (typeof moment === "string") return moment === "connect" && occasion.at === "connect";
  if ("heard" in moment) return occasion.at === "heard" && occasion.clip === moment.heard;
  if ("outputMs" in moment) return occasion.at === "output" && occasion.ms >= moment.outputMs;
  return occasion.at === "responseDone" && occasion.count === moment.afterResponse;
}
