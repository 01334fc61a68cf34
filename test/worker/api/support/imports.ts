/** Files that are read in, and the queue that is worked off here and now. */
import { eq } from "drizzle-orm";
import { anOffice } from "./office.ts";
import type { ImportDetail, ImportRow } from "../../../../core/imports/wire.ts";
import type { Mapping } from "../../../../core/imports/fields.ts";
import type { DuplicatePolicy } from "../../../../core/imports/states.ts";
import { noMail } from "../../../../worker/adapters/mail.ts";
import { leads } from "../../../../worker/db/tenant/schema.ts";
import type { Deps } from "../../../../worker/deps.ts";
import { runJob } from "../../../../worker/job-runner.ts";
import type { Job } from "../../../../worker/jobs.ts";

type Bytes = Uint8Array<ArrayBuffer>;
export const utf8 = (text: string): Bytes => new TextEncoder().encode(text).slice();

/** Hebrew as spreadsheets of old save it. */
export const windows1255 = (text: string): Bytes =>
  Uint8Array.from(text, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0x5d0 && code <= 0x5ea) return code - 0x5d0 + 0xe0;
    return sign === "₪" ? 0xa4 : code;
  });

export async function anImporter(overrides: Partial<Deps> = {}) {
  const queue: Job[] = [];
  const deps: Partial<Deps> = { mail: noMail, jobs: { send: async (job) => void queue.push(job) }, ...overrides };
  const office = await anOffice(deps);
  const { business, manager } = office;
  const path = `${business.path}/imports`;
  const upload = (bytes: Bytes, fileName = "לידים.csv") =>
    manager.post(`${path}?${new URLSearchParams({ fileName })}`, {
      raw: bytes,
      headers: { "Content-Type": "text/csv", "Content-Length": String(bytes.byteLength) },
    });
  const uploaded = async (bytes: Bytes): Promise<ImportDetail> => {
    const response = await upload(bytes);
    if (response.status !== 200) throw new Error(await response.text());
    return response.json();
  };
  const read = async (id: string): Promise<ImportDetail> => (await manager.get(`${path}/${id}`)).json();
  const start = (id: string, body: { mapping: Mapping; hasHeader: boolean; policy: DuplicatePolicy }) =>
    manager.post(`${path}/${id}/start`, { body });
  /** One job of the queue. What came of it, as the queue hears it. */
  const work = async (by: Deps = office.deps): Promise<string | null> => {
    const body = queue.shift();
    if (!body) return null;
    let outcome = "nothing";
    await runJob(by, {
      id: "m",
      timestamp: new Date(),
      attempts: 1,
      body,
      ack: () => void (outcome = "ack"),
      retry: () => void (outcome = "retry"),
    } as Message);
    if (outcome === "retry") queue.push(body);
    return outcome;
  };
  const workAll = async () => {
    while ((await work()) !== null);
  };
  const take = async (bytes: Bytes, policy: DuplicatePolicy = "merge") => {
    const file = await uploaded(bytes);
    const response = await start(file.id, { mapping: file.mapping, hasHeader: file.hasHeader, policy });
    if (response.status !== 200) throw new Error(await response.text());
    await workAll();
    return read(file.id);
  };
  const rowsOf = async (id: string): Promise<ImportRow[]> =>
    (await (await manager.get(`${path}/${id}/rows?limit=100`)).json<{ items: ImportRow[] }>()).items;
  const all = () => business.scope.db.select().from(leads).where(eq(leads.businessId, business.id)).orderBy(leads.name);
  return { ...office, queue, path, upload, uploaded, read, start, work, workAll, take, rowsOf, all };
}

/** Everything that stands of a business's leads, but for times of change and what the database numbers by itself. */
export async function pictureOf(database: D1Database, businessId: string): Promise<Record<string, unknown[]>> {
  const tables = [
    "leads",
    "lead_contacts",
    "demands",
    "lead_tags",
    "lead_notes",
    "lead_events",
    "consents",
    "lead_counts",
  ];
  const picture: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { results } = await database.prepare(`select * from ${table} where business_id = ?`).bind(businessId).all();
    picture[table] = results
      .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== "updated_at")))
      .filter((row) => table !== "lead_counts" || row["count"] !== 0)
      .map((row) => JSON.stringify(row))
      .toSorted();
  }
  return picture;
}
