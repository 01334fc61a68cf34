/** Imports whose job was lost go on; what is over is cleared away. In a year of its own: a sweep looks at everybody's. */
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { anImport } from "./support/an-import.ts";
import { aBusiness, makeWorld, START } from "./support/world.ts";
import { importRows, imports } from "../../../worker/db/tenant/schema.ts";
import { folderOf } from "../../../worker/features/imports/file/pieces.ts";
import { sweepImports } from "../../../worker/features/imports/sweep/service.ts";
import type { Job } from "../../../worker/jobs.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

async function aStage(year: number, set: Partial<typeof imports.$inferInsert>) {
  const now = START - year * 365 * DAY_MS;
  const jobs: Job[] = [];
  const world = makeWorld({ deps: { jobs: { send: async (job) => void jobs.push(job) } } });
  world.clock.now = now;
  const business = await aBusiness();
  const { db, businessId } = business.scope;
  const id = crypto.randomUUID();
  await anImport(business, world.deps.files, { id, secret: "x", leadId: null, now });
  const mine = and(eq(imports.businessId, businessId), eq(imports.id, id));
  await db.update(imports).set(set).where(mine);
  const read = async () => (await db.select().from(imports).where(mine))[0];
  const rows = () => db.select().from(importRows).where(eq(importRows.businessId, businessId));
  const file = () => world.deps.files.get(`${folderOf(businessId, id)}rows/0`);
  const sweep = async (later: number) => {
    world.clock.now = now + later;
    await sweepImports(world.deps);
    return jobs.splice(0).filter((job) => "importId" in job && job.importId === id);
  };
  return { id, business, db, read, rows, file, sweep };
}

describe("one that stands still", () => {
  test.each([
    ["running", "run_import"],
    ["undoing", "undo_import"],
  ] as const)("while it is %s gets its job again, and not sooner than it must", async (state, type) => {
    const { sweep, id, business } = await aStage(20, { state });
    expect(await sweep(MINUTE_MS)).toEqual([]);
    expect(await sweep(11 * MINUTE_MS)).toEqual([{ type, ...business.place, importId: id }]);
    expect(await sweep(12 * MINUTE_MS)).toEqual([]);
    expect(await sweep(22 * MINUTE_MS)).toHaveLength(1);
  });

  test("for a whole day waits for a person", async () => {
    const { sweep, read } = await aStage(21, { state: "running", stalls: 95 });
    expect(await sweep(11 * MINUTE_MS)).toEqual([]);
    expect(await read()).toMatchObject({ state: "paused" });
    expect(await sweep(DAY_MS)).toEqual([]);
  });
});

describe("what is over", () => {
  test("is cleared away after seven days: file, samples and what each row was; what was wrong stays", async () => {
    const { sweep, read, rows, file, db, business, id } = await aStage(22, { state: "done" });
    const row = { businessId: business.id, importId: id, outcome: "made" as const, before: "{}", after: "{}" };
    await db.insert(importRows).values([
      { ...row, row: 5 },
      { ...row, row: 6, problems: [{ kind: "bad_phone", field: "phone", value: "1" }] },
    ]);
    await sweep(6 * DAY_MS);
    expect([(await rows()).length, (await file()) !== null]).toEqual([3, true]);
    await sweep(7 * DAY_MS + MINUTE_MS);
    expect(await file()).toBeNull();
    expect(await read()).toMatchObject({ state: "done", sample: [], clearedAt: expect.any(Number) });
    expect((await rows()).map((one) => [one.row, one.before, one.after])).toEqual([
      [1, null, null],
      [6, null, null],
    ]);
  });

  test("is an upload that broke off after a day, and a file that nobody began with after seven", async () => {
    const broken = await aStage(23, { state: "uploading" });
    await broken.db.delete(importRows).where(eq(importRows.businessId, broken.business.id));
    await broken.sweep(2 * DAY_MS);
    expect([await broken.read(), await broken.file()]).toEqual([undefined, null]);
    const waiting = await aStage(24, { state: "uploaded", startedAt: null });
    await waiting.sweep(8 * DAY_MS);
    expect(await waiting.read()).toMatchObject({ state: "cancelled", sample: [] });
  });
});
