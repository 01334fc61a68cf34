/**
 * Spoken clips (greetings, fillers) by text, voice and model. A cache: if it is lost, they are recorded anew. A row holds
 * one clip; ten seconds are about 110 KB of base64, far below SQLite's 2 MB a value.
 */
import { clipKey, type ClipSpec } from "../../core/assistant/clips.ts";

/** The fillers and a few greetings of the voices and texts that a manager tries out; some 2 MB at the most. */
const KEEP = 24;

export class ClipStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec("create table if not exists clips (key text primary key, audio text not null, made_at integer not null)");
    // What an earlier version kept: greetings alone, which are recorded again.
    sql.exec("drop table if exists greetings");
  }

  find(spec: ClipSpec): string[] | null {
    const [row] = this.#sql.exec<{ audio: string }>("select audio from clips where key = ?", clipKey(spec)).toArray();
    return row ? (JSON.parse(row.audio) as string[]) : null;
  }

  keep(spec: ClipSpec, audio: string[], now: number): void {
    this.#sql.exec(
      "insert or replace into clips (key, audio, made_at) values (?, ?, ?)",
      clipKey(spec),
      JSON.stringify(audio),
      now,
    );
    // Two clips may be kept within a millisecond: the row that was written later is the newer one.
    this.#sql.exec(
      "delete from clips where key not in (select key from clips order by made_at desc, rowid desc limit ?)",
      KEEP,
    );
  }
}
