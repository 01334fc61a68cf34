/** A manager at the product's API. */
import type { z } from "zod";
import { settingsResponseSchema, type settingsPatchSchema } from "../../../core/business/wire.ts";
import { callDetailSchema, callSummarySchema, type CallDetail, type CallSummary } from "../../../core/calls/wire.ts";
import { pageOf } from "../../../core/contract/paging.ts";
import { ApiSession } from "./api-session.ts";
import { MANAGER } from "./businesses.ts";
import { until } from "./until.ts";

type Settings = Omit<z.input<typeof settingsPatchSchema>, "version">;

const callPage = pageOf(callSummarySchema);

export class Manager {
  readonly #api: ApiSession;

  constructor(api: ApiSession) {
    this.#api = api;
  }

  static async signIn(url: string, person: { email: string; password: string } = MANAGER): Promise<Manager> {
    return new Manager(await ApiSession.signIn(url, person));
  }

  /** All rows of this call; one, if all is well. */
  async rowsOf(businessId: string, callSid: string): Promise<CallSummary[]> {
    const { items } = callPage.parse(await this.#api.get(`/api/businesses/${businessId}/calls?limit=100`));
    return items.filter((call) => call.callSid === callSid);
  }

  async findCall(businessId: string, callSid: string): Promise<CallDetail | undefined> {
    const [row] = await this.rowsOf(businessId, callSid);
    return row && callDetailSchema.parse(await this.#api.get(`/api/businesses/${businessId}/calls/${row.id}`));
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
    const { settings } = settingsResponseSchema.parse(await this.#api.get(path));
    settingsResponseSchema.parse(await this.#api.send("PATCH", path, { ...changes, version: settings.version }));
  }
}
