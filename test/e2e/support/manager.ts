/** A manager at the product's API. */
import type { z } from "zod";
import { sessionSchema } from "../../../core/auth/wire.ts";
import { settingsResponseSchema, type settingsPatchSchema } from "../../../core/business/wire.ts";
import { callDetailSchema, callSummarySchema, type CallDetail, type CallSummary } from "../../../core/calls/wire.ts";
import { pageOf } from "../../../core/contract/paging.ts";
import { MANAGER } from "./businesses.ts";
import { until } from "./until.ts";

type Settings = Omit<z.input<typeof settingsPatchSchema>, "version">;

const callPage = pageOf(callSummarySchema);

export class Manager {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  static async signIn(url: string, person: { email: string; password: string } = MANAGER): Promise<Manager> {
    const response = await fetch(`${url}/api/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(person),
    });
    const { csrfToken } = sessionSchema.parse(await bodyOf(response));
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
    return new Manager(url, { Cookie: cookies.join("; "), "X-CSRF-Token": csrfToken });
  }

  /** All rows of this call; one, if all is well. */
  async rowsOf(businessId: string, callSid: string): Promise<CallSummary[]> {
    const { items } = callPage.parse(await this.#get(`/api/businesses/${businessId}/calls?limit=100`));
    return items.filter((call) => call.callSid === callSid);
  }

  async findCall(businessId: string, callSid: string): Promise<CallDetail | undefined> {
    const [row] = await this.rowsOf(businessId, callSid);
    return row && callDetailSchema.parse(await this.#get(`/api/businesses/${businessId}/calls/${row.id}`));
  }

  /** The record, as soon as it looks like this. */
  recordWhere(
    businessId: string,
    callSid: string,
    what: string,
    holds: (call: CallDetail) => boolean,
  ): Promise<CallDetail> {
    return until(`a record with ${what}`, async () => {
      const call = await this.findCall(businessId, callSid);
      return call && holds(call) ? call : undefined;
    });
  }

  /** Turns and events are written in order, the end last: the record is complete. */
  endedRecord(businessId: string, callSid: string): Promise<CallDetail> {
    return this.recordWhere(businessId, callSid, "an end", (call) => call.status === "ended");
  }

  async changeSettings(businessId: string, changes: Settings): Promise<void> {
    const path = `/api/businesses/${businessId}/settings`;
    const { settings } = settingsResponseSchema.parse(await this.#get(path));
    const response = await fetch(`${this.#url}${path}`, {
      method: "PATCH",
      headers: { ...this.#headers, "Content-Type": "application/json" },
      body: JSON.stringify({ ...changes, version: settings.version }),
    });
    settingsResponseSchema.parse(await bodyOf(response));
  }

  async #get(path: string): Promise<unknown> {
    return bodyOf(await fetch(`${this.#url}${path}`, { headers: this.#headers }));
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text);
}
