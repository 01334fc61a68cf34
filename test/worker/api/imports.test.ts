/** Files of people: whatever is wrong with them, what can be taken is, and what cannot is told row by row. */
import { aListing } from "./support/listings.ts";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { anImporter, pictureOf, utf8, windows1255 } from "./support/imports.ts";
import { aLead, aMember, errorOf, START } from "./support/world.ts";
import type { ImportDetail } from "../../../core/imports/wire.ts";
import { leadContacts, leadDuplicates, leadEvents, leads, leadTags, tags } from "../../../worker/db/tenant/schema.ts";
import { takeInPerson } from "../../../worker/features/leads/intake/service.ts";
import { findLeadDetail } from "../../../worker/features/leads/queries.ts";

type Importer = Awaited<ReturnType<typeof anImporter>>;

const HEADERS = "שם,טלפון,סוג עסקה,תקציב,הערות,תגיות";

describe("a messy file", () => {
  const messy = [
    HEADERS,
    "דנה לוי,052-5550100,קנייה,2.5 מיליון,רוצה מרפסת,חם",
    "רון,12,שכירות,כמה שצריך,,",
    "דנה,0525550100,,,שוב דנה,",
    "נוסחה,0525550102,,,=HYPERLINK(1),",
    `ארוך,0525550103,,,${"א".repeat(20_000)},`,
    "מאופס\u0000,0525550104,,,,",
    ",,,,בלי אף אחד,",
    `"שבור,0525550105,,,,`,
    "אחרון,0525550106,קנייה",
  ].join("\r\n");

  const outcome = async (importer: Importer) => {
    const done = await importer.take(windows1255(messy));
    return { done, rows: await importer.rowsOf(done.id) };
  };

  test("ends with a report that says what came of each row", async () => {
    const importer = await anImporter();
    const { done, rows } = await outcome(importer);
    expect(done).toMatchObject({
      state: "done",
      encoding: "windows-1255",
      delimiter: ",",
      hasHeader: true,
      mapping: ["name", "phone", "dealType", "price", "notes", "tags"],
      rows: 9,
      rowsDone: 9,
      counts: { made: 6, changed: 1, skipped: 0, refused: 2, withProblems: 4 },
    });
    expect(rows.map(({ row, outcome, problems }) => [row, outcome, problems.map(({ kind }) => kind)])).toEqual([
      [3, "made", ["bad_phone", "kept_in_notes"]],
      [7, "made", ["cleaned"]],
      [8, "refused", ["nobody"]],
      [9, "refused", ["broken_quotes"]],
    ]);
    const all = await importer.all();
    expect(all.map(({ name }) => name)).toEqual(["ארוך", "אחרון", "דנה לוי", "מאופס", "נוסחה", "רון"].toSorted());
    const of = (name: string) => all.find((lead) => lead.name === name)!;
    expect(of("ארוך").notes).toHaveLength(20_000);
    expect(of("רון")).toMatchObject({ phone: null, phoneTyped: "12", notes: "תקציב: כמה שצריך" });
    expect(of("נוסחה").notes).toBe("=HYPERLINK(1)");
    expect(of("דנה לוי").notes).toBe("רוצה מרפסת\nשוב דנה");
    expect(of("דנה לוי").sourceDetail).toEqual({ import: { id: done.id, fileName: "לידים.csv" } });
    const detail = await findLeadDetail(importer.business.scope, of("דנה לוי").id);
    expect(detail?.demands).toMatchObject([{ dealType: "buy", priceMax: 2_500_000 }]);
    expect(detail?.provenance).toMatchObject({ name: { by: "import" } });
    expect(detail?.tags).toHaveLength(1);
  });

  test("can be had as a file with the rows as they stood, and no formula in it", async () => {
    const importer = await anImporter();
    const { done } = await outcome(importer);
    const report = await importer.manager.get(`${importer.path}/${done.id}/report`);
    const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(await report.arrayBuffer());
    expect(text).toMatch(/^\ufeffשורה,מה קרה,למה,שם,טלפון/);
    expect(text.trim().split("\r\n")).toHaveLength(5);
    expect(text).toContain('9,לא נקלט,"השורה שבורה: מירכאות שלא נסגרו: ""שבור,0525550105,,,,"');
  });

  test("is whole when the Worker is killed again and again in the middle, and never doubled", async () => {
    const importer = await anImporter();
    const rows = Array.from(
      { length: 130 },
      (_, nth) => `לקוח ${nth},05255${String(50_000 + nth)},קנייה,${nth + 1} מיליון,,`,
    );
    const file = await importer.uploaded(utf8([HEADERS, ...rows].join("\n")));
    await importer.start(file.id, { mapping: file.mapping, hasHeader: true, policy: "merge" });
    const { scope } = importer.business;
    // A batch that is on its way when the Worker dies is written or not; either way nobody hears of it.
    let batches = 0;
    const dying = (isWritten: boolean) => {
      const tenants = Object.fromEntries(
        Object.entries(importer.deps.tenants).map(([name, database]) => [
          name,
          new Proxy(database, {
            get(it, key) {
              if (key !== "batch") {
                const value: unknown = Reflect.get(it, key);
                return typeof value === "function" ? value.bind(it) : value;
              }
              return async (statements: D1PreparedStatement[]) => {
                if (++batches % 3 !== 0) return it.batch(statements);
                if (isWritten) await it.batch(statements);
                throw new Error("the Worker is gone");
              };
            },
          }),
        ]),
      );
      return { ...importer.deps, tenants };
    };
    for (let tries = 0; tries < 60 && (await importer.read(file.id)).state === "running"; tries++) {
      await importer.work(dying(tries % 2 === 0));
      const now = await importer.read(file.id);
      expect(await importer.all()).toHaveLength(now.counts.made);
      expect(now.rowsDone).toBe(now.counts.made + now.counts.refused);
      if (importer.queue.length === 0 && now.state === "running")
        importer.queue.push({ type: "run_import", ...importer.business.place, importId: file.id });
    }
    const done = await importer.read(file.id);
    expect(done).toMatchObject({ state: "done", rowsDone: 130, counts: { made: 130, changed: 0, refused: 0 } });
    const demands = await scope.db.query.demands.findMany({
      where: (row, { eq }) => eq(row.businessId, scope.businessId),
    });
    expect(demands).toHaveLength(130);
    await importer.workAll();
    expect(await importer.all()).toHaveLength(130);
  });

  test("read by two Workers at once is written once", async () => {
    const importer = await anImporter();
    const rows = Array.from({ length: 100 }, (_, nth) => `לקוח ${nth},,,,,`);
    const file = await importer.uploaded(utf8([HEADERS, ...rows].join("\n")));
    await importer.start(file.id, { mapping: file.mapping, hasHeader: true, policy: "merge" });
    importer.queue.push(importer.queue[0]!, importer.queue[0]!);
    await Promise.all([importer.work(), importer.work(), importer.work()]);
    await importer.workAll();
    expect((await importer.read(file.id)).counts.made).toBe(100);
    expect(await importer.all()).toHaveLength(100);
  });
});

describe("letters and columns", () => {
  const rows = "שם;טלפון\nדנה;0525550100\n";
  test.each([
    ["utf-8", utf8(rows)],
    ["utf-8", Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(rows)])],
    ["windows-1255", windows1255(rows)],
    [
      "utf-16le",
      Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(rows, (sign) => sign.charCodeAt(0)).buffer)]),
    ],
  ])("of %s are told, and semicolons too", async (encoding, bytes) => {
    const importer = await anImporter();
    expect(await importer.uploaded(bytes.slice())).toMatchObject({
      encoding,
      delimiter: ";",
      columns: ["שם", "טלפון"],
      sample: [["דנה", "0525550100"]],
      mapping: ["name", "phone"],
    });
  });

  test("of a file without headers are guessed from what stands in them; its first row is somebody", async () => {
    const importer = await anImporter();
    const done = await importer.take(utf8("דנה לוי\t052-5550100\nרון כהן\t052-5550101\n"));
    expect(done).toMatchObject({ delimiter: "\t", hasHeader: false, rows: 2, counts: { made: 2 } });
    expect(done.mapping).toEqual(["name", "phone"]);
  });

  test("that a person has chosen are known again in the next file with these headers", async () => {
    const importer = await anImporter();
    const bytes = utf8("מי,מה,טל\nדנה,חיפה,0525550100\n");
    const first = await importer.uploaded(bytes);
    expect(first.isRemembered).toBe(false);
    const mapping = ["name", "areas", "phone"] as const;
    expect((await importer.start(first.id, { mapping, hasHeader: true, policy: "merge" })).status).toBe(200);
    expect(await importer.uploaded(bytes)).toMatchObject({ isRemembered: true, mapping });
    const other = await anImporter();
    expect(await other.uploaded(bytes)).toMatchObject({ isRemembered: false });
  });

  test("show before anything is written what would become of the first rows", async () => {
    const importer = await anImporter();
    const file = await importer.uploaded(utf8("שם,טלפון\nדנה,0525550100\nרון,12\n,\n,055\n"));
    const body = { mapping: file.mapping, hasHeader: true };
    const { items } = await (
      await importer.manager.post(`${importer.path}/${file.id}/preview`, { body })
    ).json<{ items: unknown[] }>();
    expect(items).toMatchObject([
      { row: 1, name: "דנה", phones: ["0525550100"], isTaken: true, problems: [] },
      { row: 2, name: "רון", isTaken: true, problems: [{ kind: "bad_phone", value: "12" }] },
      { isTaken: true, problems: [{ kind: "bad_phone" }] },
    ]);
    expect(await importer.all()).toEqual([]);
  });

  test.each([
    [["phone", "phone"], 400],
    [["areas", "notes"], 400],
    [["name", "name"], 400],
    [["name"], 400],
  ] as const)("%j of two are %i", async (mapping, status) => {
    const importer = await anImporter();
    const file = await importer.uploaded(utf8("שם,טלפון\nדנה,0525550100\n"));
    const response = await importer.start(file.id, { mapping, hasHeader: true, policy: "merge" });
    expect(response.status).toBe(mapping[0] === "phone" ? 200 : status);
  });
});

describe("a file that is none", () => {
  const problem = async (importer: Importer, bytes: Uint8Array<ArrayBuffer>) => {
    const response = await importer.upload(bytes);
    const { code, details } = await errorOf(response);
    return [response.status, code, details?.[0]?.problem];
  };

  test("is refused with the reason, and leaves nothing behind", async () => {
    const importer = await anImporter();
    expect(await problem(importer, Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]))).toEqual([
      400,
      "validation_failed",
      "not_csv",
    ]);
    expect(await problem(importer, utf8(""))).toEqual([400, "validation_failed", "empty"]);
    expect(await problem(importer, utf8("\n\n,,\n"))).toEqual([400, "validation_failed", "empty"]);
    const many = utf8(`a\n${"x\n".repeat(50_002)}`);
    expect(await problem(importer, many)).toEqual([400, "validation_failed", "too_many_rows"]);
    expect(await problem(importer, utf8(",".repeat(200) + "x"))).toEqual([
      400,
      "validation_failed",
      "too_many_columns",
    ]);
    expect((await (await importer.manager.get(importer.path)).json<{ items: unknown[] }>()).items).toEqual([]);
  });

  test("is refused by its length before anything is read of it", async () => {
    const importer = await anImporter();
    const response = await importer.manager.post(`${importer.path}?fileName=x`, {
      raw: utf8("a"),
      headers: { "Content-Type": "text/csv", "Content-Length": String(26 * 1024 * 1024) },
    });
    expect([response.status, (await errorOf(response)).code]).toEqual([413, "payload_too_large"]);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const foreign = { raw: utf8("a"), headers: { "Content-Type": type, "Content-Length": "1" } };
      expect((await importer.manager.post(`${importer.path}?fileName=x`, foreign)).status).toBe(400);
    }
  });
});

describe("somebody who is known", () => {
  const tools = () => ({ now: START, newId: () => crypto.randomUUID() });
  const byHand = { source: "manual", detail: null, author: { by: "person", userId: "u" }, actorName: "דנה" } as const;

  const withKnown = async () => {
    const importer = await anImporter();
    const colleague = await aMember(importer.business, "business", { email: `${crypto.randomUUID()}@carmel.test` });
    const { leadId } = await takeInPerson(
      importer.business.scope,
      {
        ...byHand,
        name: "דנה לוי",
        phones: [{ typed: "0525550100" }],
        notes: "שורה ידנית",
        demand: { dealType: "buy", priceMax: 1_000_000 },
      },
      tools(),
    );
    const bytes = utf8(
      `שם,טלפון,סוג עסקה,תקציב,סטטוס,מייל סוכן,הערות,תגיות,חדרים,דואל\n` +
        `אורי,052-555-0100,קנייה,2 מיליון,נוצר קשר,${colleague.email},מהקובץ,חם,4,uri@example.test\n`,
    );
    const lead = async () => (await findLeadDetail(importer.business.scope, leadId))!;
    return { importer, leadId, colleague, bytes, lead };
  };

  test("stays as they are, where that is what was asked for", async () => {
    const { importer, bytes, leadId } = await withKnown();
    const before = await pictureOf(importer.business.scope.db.$client, importer.business.id);
    const done = await importer.take(bytes, "skip");
    expect(done.counts).toMatchObject({ made: 0, changed: 0, skipped: 1 });
    expect(await pictureOf(importer.business.scope.db.$client, importer.business.id)).toEqual(before);
    expect(leadId).toBeTruthy();
  });

  test("takes what is new; what a person typed stays, and the timeline tells what gave way", async () => {
    const { importer, bytes, lead, leadId } = await withKnown();
    expect((await importer.take(bytes, "merge")).counts).toMatchObject({ changed: 1 });
    expect(await lead()).toMatchObject({
      name: "דנה לוי",
      status: "new",
      assignedTo: null,
      notes: "שורה ידנית\nמהקובץ",
      demands: [{ priceMax: 1_000_000, roomsMin: 4 }],
    });
    const { db, businessId } = importer.business.scope;
    const events = await db
      .select()
      .from(leadEvents)
      .where(and(eq(leadEvents.businessId, businessId), eq(leadEvents.leadId, leadId)));
    const kept = events.filter(({ kind }) => kind === "kept").map(({ data }) => data);
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(
      expect.arrayContaining([
        { field: "name", given: "אורי" },
        { field: "priceMax", given: 2_000_000 },
      ]),
    );
  });

  test("is what the file says, where that is what was asked for; nothing that it leaves empty goes", async () => {
    const { importer, bytes, lead, colleague } = await withKnown();
    await importer.take(bytes, "replace");
    const now = await lead();
    expect(now).toMatchObject({
      name: "אורי",
      status: "contacted",
      assignedTo: colleague.id,
      demands: [{ priceMax: 2_000_000, roomsMin: 4, dealType: "buy" }],
      provenance: { name: { by: "import" } },
    });
    expect(now.notes).toContain("שורה ידנית");
    expect(now.contacts.map(({ value }) => value)).toEqual(["+972525550100", "uri@example.test"]);
  });

  test.each(["merge", "replace"] as const)("has every field back when it is undone, after %s", async (policy) => {
    const { importer, bytes } = await withKnown();
    await aLead(importer.business, { name: "בפח", phone: "+972525550177", deletedAt: START, deletedBy: "u" });
    const database = importer.business.scope.db.$client;
    const before = await pictureOf(database, importer.business.id);
    const more =
      new TextDecoder().decode(bytes) +
      "חדש,0525550111,,,,,,חם,,\nחדש שוב,0525550111,מכירה,,,,,,,\nחזר,0525550177,,,,,,,,\nבלי,,,,,,,,,m@example.test\n";
    const done = await importer.take(utf8(more), policy);
    expect(done.counts).toMatchObject({ made: 2, changed: 3 });
    expect(await pictureOf(database, importer.business.id)).not.toEqual(before);
    expect((await importer.manager.post(`${importer.path}/${done.id}/undo`)).status).toBe(200);
    await importer.workAll();
    expect(await importer.read(done.id)).toMatchObject({ state: "undone", undone: { removed: 2, left: 0 } });
    expect(await pictureOf(database, importer.business.id)).toEqual(before);
  });

  test("goes through with leads that were found to be alike, and leaves who owns a home by now", async () => {
    const { importer, bytes } = await withKnown();
    const { business } = importer;
    const more = "דנה כפולה,0525550111,,חיפה,,,,,,\nדנה כפולה,0525550112,,חיפה,,,,,,\nבעלים,0525550113,,,,,,,,\n";
    const done = await importer.take(utf8(new TextDecoder().decode(bytes) + more));
    const { db, businessId } = business.scope;
    const idOf = async (phone: string) => {
      const [row] = await db
        .select({ id: leads.id })
        .from(leads)
        .where(and(eq(leads.businessId, businessId), eq(leads.phone, phone)));
      return row?.id ?? null;
    };
    const [one, other] = [await idOf("+972525550111"), await idOf("+972525550112")];
    const pair = {
      businessId,
      oneId: one!,
      otherId: other!,
      reason: "name_area",
      detail: "חיפה",
      foundAt: START,
    } as const;
    await db
      .insert(leadDuplicates)
      .values({ ...pair, state: "open" })
      .onConflictDoNothing();
    await aListing(business, { ownerLeadId: await idOf("+972525550113") });
    await importer.manager.post(`${importer.path}/${done.id}/undo`);
    await importer.workAll();
    expect(await importer.read(done.id)).toMatchObject({ state: "undone", undone: { removed: 2, left: 1 } });
    expect(await Promise.all(["+972525550111", "+972525550113"].map(idOf))).toEqual([null, expect.any(String)]);
  });

  test("keeps what somebody has changed since it came in, and the report counts it", async () => {
    const { importer, bytes, lead, leadId } = await withKnown();
    const done = await importer.take(
      utf8(new TextDecoder().decode(bytes) + "חדש,0525550111,,,,,,,,\nאחר,0525550112,,,,,,,,\n"),
    );
    const { db, businessId } = importer.business.scope;
    const set = { notes: "כתב אדם", updatedAt: START + 9 };
    await db
      .update(leads)
      .set(set)
      .where(and(eq(leads.businessId, businessId), eq(leads.id, leadId)));
    await db
      .update(leads)
      .set({ ...set, name: "שונה" })
      .where(and(eq(leads.businessId, businessId), eq(leads.phone, "+972525550111")));
    await importer.manager.post(`${importer.path}/${done.id}/undo`);
    await importer.workAll();
    expect(await importer.read(done.id)).toMatchObject({ undone: { removed: 1, restored: 1, left: 2 } });
    expect(await lead()).toMatchObject({
      notes: "כתב אדם",
      tags: [],
      demands: [{ priceMax: 1_000_000, roomsMin: null }],
    });
    expect((await importer.all()).map(({ name }) => name)).toEqual(["דנה לוי", "שונה"]);
    expect(await db.select().from(leadTags).where(eq(leadTags.businessId, businessId))).toEqual([]);
    expect(await db.select().from(tags).where(eq(tags.businessId, businessId))).toHaveLength(1);
    expect(
      await db
        .select()
        .from(leadContacts)
        .where(and(eq(leadContacts.businessId, businessId), eq(leadContacts.kind, "email"))),
    ).toEqual([]);
  });
});

describe("an import under way", () => {
  const some = (count: number) =>
    utf8(
      [HEADERS, ...Array.from({ length: count }, (_, nth) => `לקוח ${nth},05255${String(50_000 + nth)},,,,`)].join(
        "\n",
      ),
    );
  const act = async (importer: Importer, id: string, action: string): Promise<[number, ImportDetail]> => {
    const response = await importer.manager.post(`${importer.path}/${id}/${action}`);
    return [response.status, await response.json()];
  };

  test("can be cancelled; what came in stays, and can be undone", async () => {
    const importer = await anImporter();
    const file = await importer.uploaded(some(1_200));
    await importer.start(file.id, { mapping: file.mapping, hasHeader: true, policy: "merge" });
    await importer.work();
    expect((await importer.read(file.id)).rowsDone).toBe(999);
    expect(await act(importer, file.id, "cancel")).toMatchObject([200, { state: "cancelled" }]);
    await importer.workAll();
    expect((await importer.read(file.id)).rowsDone).toBe(999);
    expect((await act(importer, file.id, "cancel"))[0]).toBe(409);
    expect((await act(importer, file.id, "resume"))[0]).toBe(409);
    expect((await act(importer, file.id, "undo"))[0]).toBe(200);
    await importer.workAll();
    expect(await importer.read(file.id)).toMatchObject({
      state: "undone",
      undone: { removed: 999, restored: 0, left: 0 },
    });
    expect(await importer.all()).toEqual([]);
    expect((await importer.audit()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["leads.import_started", "leads.import_cancelled", "leads.import_undone"]),
    );
  });

  test("cannot be undone after seven days, nor begun twice", async () => {
    const importer = await anImporter();
    const done = await importer.take(some(3));
    const body = { mapping: done.mapping, hasHeader: true, policy: "merge" as const };
    expect((await importer.start(done.id, body)).status).toBe(409);
    importer.clock.now += 7 * 86_400_000;
    const tomorrow = await importer.signedIn(importer.boss.email);
    expect((await tomorrow.post(`${importer.path}/${done.id}/undo`)).status).toBe(409);
    expect(await importer.all()).toHaveLength(3);
  });

  test("that is thrown away before it begins leaves no file", async () => {
    const importer = await anImporter();
    const file = await importer.uploaded(some(3));
    expect(await act(importer, file.id, "cancel")).toMatchObject([200, { state: "cancelled", sample: [] }]);
    expect((await act(importer, file.id, "undo"))[0]).toBe(409);
  });

  test("tells managers how far it has come, and nobody else", async () => {
    const importer = await anImporter();
    const done = await importer.take(some(3));
    const told = importer.hubCalls.filter(({ method }) => method === "tellManagers").map(({ argument }) => argument);
    expect(told).toContainEqual({ events: [{ type: "import.changed", importId: done.id }] });
    const others = importer.hubCalls.filter(({ method }) => method === "publish").map(({ argument }) => argument);
    expect(others).toEqual([{ events: [{ type: "lead.changed", leadId: null }], assignedTo: null }]);
  });

  test("is found by a search as soon as it is done", async () => {
    const importer = await anImporter();
    await importer.take(some(3));
    const found = await importer.manager.get(`${importer.business.path}/leads?query=${encodeURIComponent("לקוח 2")}`);
    expect((await found.json<{ items: { name: string }[] }>()).items.map(({ name }) => name)).toContain("לקוח 2");
  });
});
