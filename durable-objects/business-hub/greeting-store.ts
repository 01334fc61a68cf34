/**
 * Spoken greetings, by text, voice and model. A cache: if it is lost, the next call records the greeting anew.
 * A row holds one greeting, ten seconds of which are about 110 KB of base64, far below SQLite's 2 MB a value.
 */
const KEEP = 5;

export class GreetingStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(
      "create table if not exists greetings (key text primary key, audio text not null, made_at integer not null)",
    );
  }

  find(key: string): string[] | null {
    const [row] = this.#sql.exec<{ audio: string }>("select audio from greetings where key = ?", key).toArray();
    return row ? (JSON.parse(row.audio) as string[]) : null;
  }

  keep(key: string, audio: string[], now: number): void {
    this.#sql.exec(
      "insert or replace into greetings (key, audio, made_at) values (?, ?, ?)",
      key,
      JSON.stringify(audio),
      now,
    );
    // Two greetings may be kept within a millisecond: the row that was written later is the newer one.
    this.#sql.exec(
      `delete from greetings where key not in
        (select key from greetings order by made_at desc, rowid desc limit ?)`,
      KEEP,
    );
  }
}
