/**
 * The calls of this business that are going on, for telling them when a dashboard follows them: until then they keep what
 * is said to themselves. In storage, because the hub sleeps while calls go on.
 */
import type { HubEvent } from "../../core/contract/hub-events.ts";

export class LiveCalls {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec("create table if not exists live_calls (call_sid text primary key)");
  }

  note(event: HubEvent): void {
    if (event.type === "call.started")
      this.#sql.exec("insert or ignore into live_calls (call_sid) values (?)", event.callSid);
    if (event.type === "call.ended") this.forget(event.callSid);
  }

  forget(callSid: string): void {
    this.#sql.exec("delete from live_calls where call_sid = ?", callSid);
  }

  has(callSid: string): boolean {
    return this.#sql.exec("select 1 from live_calls where call_sid = ?", callSid).toArray().length > 0;
  }
}
