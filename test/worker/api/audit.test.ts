import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { aBusiness, aMember, aUser, errorOf, makeWorld, START, type TestBusiness } from "./support/world.ts";
import { auditLineSchema, type AuditLine, type PlatformAuditLine } from "../../../core/audit/wire.ts";
import { auditLog as directoryLog } from "../../../worker/db/directory/schema.ts";
import { auditLog as tenantLog } from "../../../worker/db/tenant/schema.ts";
import type { Deps } from "../../../worker/deps.ts";
import { listPlatformLines } from "../../../worker/features/audit/queries.ts";

type Page = { items: AuditLine[]; nextCursor: string | null };

async function anOffice() {
  const world = makeWorld();
  const business = await aBusiness();
  const manager = await world.signedIn((await aMember(business)).email);
  const path = `${business.path}/audit`;
  const read = async (query = ""): Promise<Page> => (await manager.get(`${path}${query}`)).json();
  return { ...world, business, manager, path, read };
}

const line = (at: number, id = crypto.randomUUID() as string) => ({
  id,
  at,
  actorId: "u1",
  actorName: "מנהלת",
  action: "settings.changed" as const,
  recordType: "settings" as const,
  recordId: "r1",
  data: { n: 1 },
});

async function inTenant({ scope }: TestBusiness, at: number, id?: string) {
  const row = { businessId: scope.businessId, ...line(at, id) };
  await scope.db.insert(tenantLog).values(row);
  return row.id;
}

async function inDirectory({ directory }: Deps, businessId: string | null, at: number, id?: string) {
  const row = { businessId, ...line(at, id) };
  await directory.insert(directoryLog).values(row);
  return row.id;
}

/** As the pages of the log are read: with a span of time, from a place on. */
async function planOf(database: Pick<Deps["directory"], "all">, condition: string): Promise<string> {
  const steps = await database.all<{ detail: string }>(
    sql.raw(`explain query plan select * from audit_log where ${condition}
      and at >= 1 and (at, id) < (2, 'x') order by at desc, id desc limit 26`),
  );
  return steps.map(({ detail }) => detail).join("; ");
}

const idsOf = ({ items }: Page) => items.map(({ id }) => id);

async function walk(read: (query?: string) => Promise<Page>, limit: number): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Page = await read(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...idsOf(page));
    cursor = page.nextCursor;
  }
  return seen;
}

describe("the audit log of a business is narrowed", () => {
  type Fields = Partial<Pick<AuditLine, "action">> & { actorId?: string; at?: number };

  /** In turns in both databases, one a minute. */
  async function aLog(rows: Fields[]) {
    const office = await anOffice();
    const ids: string[] = [];
    for (const [index, { at = START + index * 60_000, ...fields }] of rows.entries()) {
      const row = { ...line(at), ...fields, businessId: office.business.id };
      if (index % 2 === 0) await office.business.scope.db.insert(tenantLog).values(row);
      else await office.deps.directory.insert(directoryLog).values(row);
      ids.push(row.id);
    }
    const found = async (query: string) => {
      const page = await office.read(query);
      return idsOf(page).map((id) => ids.indexOf(id));
    };
    return { ...office, ids, found };
  }

  const ROWS: Fields[] = [
    { actorId: "dana" },
    { actorId: "ron", action: "person.invited" },
    { actorId: "dana", action: "person.removed" },
    { actorId: "ron", action: "lead.assigned" },
    { actorId: "dana", action: "person.joined" },
  ];

  test.each([
    ["of one person", "?actor=dana", [4, 2, 0]],
    ["of one kind, in the order of time whatever the action", "?kind=people", [4, 2, 1]],
    ["of one person and kind", "?kind=people&actor=dana", [4, 2]],
    ["from a moment on", `?since=${START + 3 * 60_000}`, [4, 3]],
    ["until a moment, which is not of it", `?until=${START + 60_000}`, [0]],
    ["by all at once", `?kind=people&actor=dana&since=${START + 1}&until=${START + 4 * 60_000}`, [2]],
    ["to nothing", "?actor=nobody", []],
  ])("%s", async (_, query, expected) => {
    const { found } = await aLog(ROWS);
    expect(await found(query)).toEqual(expected);
  });

  test.each([1, 2, 5])("in pages of %i, each line once, also of one millisecond", async (limit) => {
    const actions = ["person.invited", "person.removed", "settings.changed", "person.joined"] as const;
    const rows = Array.from({ length: 16 }, (_, index) => ({
      action: actions[index % 4] ?? "person.invited",
      at: START,
    }));
    const { read, ids } = await aLog(rows);
    const seen = await walk((query = "") => read(`${query}&kind=people`), limit);
    const wanted = ids.filter((_, index) => index % 4 !== 2);
    expect(seen).toEqual(wanted.toSorted().toReversed());
  });

  test.each(["?kind=everything", "?since=yesterday", "?until=-1", `?actor=${"x".repeat(65)}`])(
    "not by what it does not know: %s",
    async (query) => {
      const { manager, path } = await anOffice();
      expect((await errorOf(await manager.get(path + query))).code).toBe("validation_failed");
    },
  );

  test("with each read going along an index, and nothing sorted", async () => {
    const { business, deps } = await anOffice();
    const plans = [
      ["unlikely(actor_id = 'u1')", "audit_log_actor "],
      ["unlikely(action in ('person.invited'))", "audit_log_action "],
    ] as const;
    for (const database of [business.scope.db, deps.directory])
      for (const [condition, index] of plans) {
        const plan = await planOf(database, `business_id = 'b' and ${condition}`);
        expect(plan).toContain(index);
        expect(plan).not.toContain("TEMP B-TREE");
      }
  });

  test("and of the platform's too, of one business or of all", async () => {
    const { deps } = await anOffice();
    for (const [condition, index] of [
      ["1", "audit_log_at "],
      ["business_id = 'b'", "audit_log_business "],
      ["unlikely(actor_id = 'u1')", "audit_log_actor_at "],
      ["unlikely(action in ('person.invited'))", "audit_log_action_at "],
      ["business_id = 'b' and unlikely(actor_id = 'u1')", "audit_log_actor "],
      ["business_id = 'b' and unlikely(action in ('person.invited'))", "audit_log_action "],
      ["unlikely(actor_id = 'u1') and unlikely(action in ('person.invited'))", "audit_log_actor_action_at "],
      [
        "business_id = 'b' and unlikely(actor_id = 'u1') and unlikely(action in ('person.invited'))",
        "audit_log_actor_action ",
      ],
    ] as const) {
      const plan = await planOf(deps.directory, condition);
      expect(plan).toContain(index);
      expect(plan).not.toContain("TEMP B-TREE");
    }
  });
});

describe("the audit log of a business", () => {
  test("joins its two databases, latest first", async () => {
    const { business, deps, read } = await anOffice();
    const first = await inTenant(business, START);
    const second = await inDirectory(deps, business.id, START + 1);
    const third = await inTenant(business, START + 2);
    const page = await read();
    expect(idsOf(page)).toEqual([third, second, first]);
    expect(page.nextCursor).toBeNull();
    for (const one of page.items) expect(auditLineSchema.parse(one)).toEqual(one);
  });

  test.each([1, 2, 3, 7])(
    "in pages of %i shows each line of one millisecond once, wherever it stands",
    async (limit) => {
      const { business, deps, read } = await anOffice();
      const ids = Array.from({ length: 13 }, () => crypto.randomUUID() as string);
      for (const [index, id] of ids.entries())
        await (index % 3 === 0 ? inDirectory(deps, business.id, START, id) : inTenant(business, START, id));
      expect(await walk(read, limit)).toEqual(ids.toSorted().toReversed());
    },
  );

  test("in pages goes through a stretch that only one database knows", async () => {
    const { business, deps, read } = await anOffice();
    const written: string[] = [];
    for (let at = START; at < START + 4; at++) written.unshift(await inTenant(business, at));
    for (let at = START + 4; at < START + 8; at++) written.unshift(await inDirectory(deps, business.id, at));
    written.unshift(await inTenant(business, START + 9));
    expect(await walk(read, 3)).toEqual(written);
  });

  test("ends without a cursor when the last page is exactly full", async () => {
    const { business, deps, read } = await anOffice();
    await inTenant(business, START);
    await inDirectory(deps, business.id, START);
    expect((await read("?limit=2")).nextCursor).toBeNull();
  });

  test("holds neither another business's lines nor the platform's", async () => {
    const [mine, other] = [await anOffice(), await anOffice()];
    await inTenant(other.business, START);
    await inDirectory(other.deps, other.business.id, START);
    await inDirectory(mine.deps, null, START);
    expect(idsOf(await mine.read())).toEqual([]);
    expect(idsOf(await other.read())).toHaveLength(2);
  });

  test("says as whom and from where, and names the platform's admin behind it", async () => {
    const { business, deps, read } = await anOffice();
    await deps.directory.insert(directoryLog).values({
      businessId: business.id,
      ...line(START),
      impersonatorId: "a1",
      impersonatorName: "תמיכה",
      address: "203.0.113.7",
      userAgent: "Firefox",
      recordLabel: "דנה",
    });
    expect((await read()).items[0]).toEqual({
      id: expect.any(String),
      at: START,
      action: "settings.changed",
      actor: { userId: "u1", name: "מנהלת" },
      impersonator: { userId: "a1", name: "תמיכה" },
      address: "203.0.113.7",
      userAgent: "Firefox",
      record: { type: "settings", id: "r1", label: "דנה" },
      data: { n: 1 },
      emails: {},
    });
  });

  test("is read by managers alone, and changed by nobody", async () => {
    const { business, manager, path, signedIn, deps } = await anOffice();
    const agent = await signedIn((await aMember(business, "business")).email);
    expect((await agent.get(path)).status).toBe(403);
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect((await manager.request(method, path, { body: {} })).status).toBe(404);
    await inTenant(business, START);
    await inDirectory(deps, business.id, START);
    for (const change of [
      () => business.scope.db.update(tenantLog).set({ actorName: "אחר" }),
      () => business.scope.db.delete(tenantLog),
      () => deps.directory.update(directoryLog).set({ actorName: "אחר" }),
      () => deps.directory.delete(directoryLog),
    ])
      await expect((async () => await change())()).rejects.toThrow();
  });

  test.each(["limit=0", "limit=101", "cursor=garbage"])("refuses %s and names the field", async (query) => {
    const { manager, path } = await anOffice();
    const response = await manager.get(`${path}?${query}`);
    const error = await errorOf(response);
    expect([response.status, error.details?.map(({ field }) => field)]).toEqual([400, [query.split("=")[0]]]);
  });
});

test("the platform's log has the directory's lines with the name of their business, and no tenant's own", async () => {
  const { business, deps } = await anOffice();
  // At a time at which no other test writes, and read from right behind it.
  const late = START + 1e12;
  const cursor = Buffer.from(`${late + 2}.0`).toString("base64url");
  const hidden = await inTenant(business, late);
  const older = await inDirectory(deps, null, late);
  const newer = await inDirectory(deps, business.id, late + 1);
  const first: { items: PlatformAuditLine[]; nextCursor: string | null } = await listPlatformLines(deps.directory, {
    limit: 1,
    cursor,
  });
  const second = await listPlatformLines(deps.directory, { limit: 1, cursor: first.nextCursor ?? undefined });
  expect(first.items).toMatchObject([{ id: newer, business: { id: business.id, name: business.name } }]);
  expect(second.items).toMatchObject([{ id: older, business: null }]);
  expect([...first.items, ...second.items].map(({ id }) => id)).not.toContain(hidden);
});

describe("the platform's log is narrowed", () => {
  /** In a minute at which no other test writes. */
  async function aPlatformLog() {
    const [one, other] = [await anOffice(), await anOffice()];
    const at = START + 3e12 + Math.floor(Math.random() * 1e9) * 1e3;
    const rows = [
      { businessId: one.business.id, actorId: "dana" },
      { businessId: other.business.id, actorId: "ron", action: "person.invited" as const },
      { businessId: one.business.id, actorId: "dana", action: "person.removed" as const },
      { businessId: null, actorId: "dana", action: "number.assigned" as const },
      { businessId: one.business.id, actorId: "ron", action: "person.joined" as const },
    ];
    const ids: string[] = [];
    for (const [index, fields] of rows.entries()) {
      const row = { ...line(at + index), ...fields };
      await one.deps.directory.insert(directoryLog).values(row);
      ids.push(row.id);
    }
    const admin = await one.signedIn((await aUser({ platformRole: "admin" })).email);
    const found = async (query: string) => {
      const span = `since=${at}&until=${at + rows.length}`;
      const page: Page = await (await admin.get(`/api/admin/audit?${span}${query}`)).json();
      return idsOf(page).map((id) => ids.indexOf(id));
    };
    return { one: one.business.id, other: other.business.id, found, ids, admin, at };
  }

  test("to a person, a kind, a business, and to all at once", async () => {
    const { one, other, found } = await aPlatformLog();
    expect(await found("")).toEqual([4, 3, 2, 1, 0]);
    expect(await found("&actor=dana")).toEqual([3, 2, 0]);
    expect(await found("&kind=people")).toEqual([4, 2, 1]);
    expect(await found(`&business=${one}`)).toEqual([4, 2, 0]);
    expect(await found(`&business=${other}&kind=people`)).toEqual([1]);
    expect(await found(`&business=${one}&kind=people&actor=dana`)).toEqual([2]);
    expect(await found("&business=nowhere")).toEqual([]);
  });

  test("in pages, each line once, also where several kinds of lines are read side by side", async () => {
    const { admin, at, ids } = await aPlatformLog();
    const seen = await walk(
      async (query = "") =>
        (await admin.get(`/api/admin/audit${query}&kind=people&since=${at}&until=${at + 5}`)).json(),
      1,
    );
    expect(seen).toEqual([ids[4], ids[2], ids[1]]);
  });

  test.each(["kind=everything", "since=yesterday", `business=${"x".repeat(65)}`])("not by %s", async (query) => {
    const { admin } = await aPlatformLog();
    expect((await errorOf(await admin.get(`/api/admin/audit?${query}`))).code).toBe("validation_failed");
  });
});
