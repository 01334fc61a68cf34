/** The job after a call: summary on the call, next action on the lead. */
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { findCall, openCall, setCallSummary, writeCall } from "../../worker/features/calls/record/queries.ts";
import { leads } from "../../worker/db/tenant/schema.ts";
import type { Deps } from "../../worker/deps.ts";
import { runJob } from "../../worker/job-runner.ts";
import { createLogger } from "../../worker/log.ts";
import { aBusiness, aCall, aLead, START, type TestBusiness } from "../worker/api/support/world.ts";
import { businessWithModel, deps as real, newCallSid } from "./support/calls.ts";

const deps: Deps = { ...real, log: createLogger({}, () => {}), now: () => START + 1 };
const turn = { startedAt: START, interrupted: false, heardMs: null, untranscribed: false };

function message(body: unknown, attempts = 1) {
  const outcome: string[] = [];
  return {
    outcome,
    message: {
      id: "m1",
      timestamp: new Date(START),
      attempts,
      body,
      ack: () => void outcome.push("ack"),
      retry: (options?: QueueRetryOptions) => void outcome.push(`retry in ${options?.delaySeconds}`),
    } as Message,
  };
}

const jobOf = (business: TestBusiness, callId: string) => ({
  type: "summarise_call",
  businessId: business.id,
  tenantDb: "TENANT_0",
  callId,
});

async function aSpokenCall(textModel: string) {
  const business = await businessWithModel("answers", { textModel });
  const lead = await aLead(business);
  const call = await aCall(business, { leadId: lead.id });
  await writeCall(business.scope, call.id, [
    { write: "turn", turn: { seq: 1, role: "assistant", text: "שלום", ...turn } },
    { write: "turn", turn: { seq: 2, role: "caller", text: "אני מחפש דירה", ...turn } },
  ]);
  const read = async () => ({
    call: await findCall(business.scope, call.id),
    lead: await business.scope.db.query.leads.findFirst({ where: (row, { eq }) => eq(row.id, lead.id) }),
  });
  return { business, call, read };
}

describe("a call is summed up", () => {
  test("once, with the next step on its lead", async () => {
    const { business, call, read } = await aSpokenCall("summary-works");
    const job = message(jobOf(business, call.id));
    await runJob(deps, job.message);
    expect(job.outcome).toEqual(["ack"]);
    const first = await read();
    expect(first).toMatchObject({ call: { outcome: "details_left" }, lead: { nextAction: "להתקשר מחר" } });

    await business.scope.db.update(leads).set({ nextAction: "כתב אדם" });
    await runJob(deps, message(jobOf(business, call.id)).message);
    expect(await read()).toMatchObject({ call: { summary: first.call?.summary }, lead: { nextAction: "כתב אדם" } });
  });

  test("once when the job is delivered twice, and a person has written meanwhile", async () => {
    const { business, call, read } = await aSpokenCall("summary-works");
    // Both have read that there is no summary yet, and wait for the model.
    const late = { summary: "של המשלוח השני", outcome: "other" };
    const lead = (await read()).lead?.id ?? "";
    await runJob(deps, message(jobOf(business, call.id)).message);
    const first = await read();
    await business.scope.db.update(leads).set({ nextAction: "כתב אדם" }).where(eq(leads.id, lead));
    const next = { leadId: lead, nextAction: "של המשלוח השני", now: START + 2 };
    expect((await setCallSummary(business.scope, call.id, late, next)).isNew).toBe(false);
    expect(await read()).toMatchObject({
      call: { summary: first.call?.summary, outcome: "details_left" },
      lead: { nextAction: "כתב אדם", updatedAt: START + 1 },
    });
  });

  test("late, after a later call of the same lead: the next step stays the later one's", async () => {
    const { business, call, read } = await aSpokenCall("summary-works");
    const leadId = (await read()).lead?.id ?? "";
    const later = await aCall(business, { leadId, startedAt: START + 60_000 });
    const next = { leadId, nextAction: "של השיחה המאוחרת", now: START };
    await setCallSummary(business.scope, later.id, { summary: "סיכום", outcome: "other" }, next);
    await runJob(deps, message(jobOf(business, call.id)).message);
    expect(await read()).toMatchObject({
      call: { outcome: "details_left" },
      lead: { nextAction: "של השיחה המאוחרת" },
    });
  });

  test("later when the model fails now, with longer and longer pauses", async () => {
    const { business, call, read } = await aSpokenCall("summary-fails");
    for (const [attempt, outcome] of [
      [1, "retry in 15"],
      [3, "retry in 45"],
    ] as const) {
      const job = message(jobOf(business, call.id), attempt);
      await runJob(deps, job.message);
      expect(job.outcome).toEqual([outcome]);
    }
    expect((await read()).call?.summary).toBeNull();
  });

  test("not at all when the caller said nothing, or the call is not there", async () => {
    const business = await businessWithModel("answers", { textModel: "summary-fails" });
    const call = await aCall(business);
    for (const id of [call.id, "no such call"]) {
      const job = message(jobOf(business, id));
      await runJob(deps, job.message);
      expect(job.outcome).toEqual(["ack"]);
    }
  });

  test("whole or not at all: a lead that cannot be written leaves the job to be done again", async () => {
    const { business, call, read } = await aSpokenCall("summary-works");
    await business.scope.db.run(
      sql.raw(
        `create trigger refuse_${call.id.replaceAll("-", "")} before update on leads when new.business_id = '${business.id}' begin select raise(abort, 'no'); end`,
      ),
    );
    const failing = message(jobOf(business, call.id));
    await runJob(deps, failing.message);
    expect(failing.outcome).toEqual(["retry in 15"]);
    await business.scope.db.run(sql.raw(`drop trigger refuse_${call.id.replaceAll("-", "")}`));
    await runJob(deps, message(jobOf(business, call.id)).message);
    expect(await read()).toMatchObject({ call: { outcome: "details_left" }, lead: { nextAction: "להתקשר מחר" } });
  });

  test("in another business's name it is not found", async () => {
    const { call, read } = await aSpokenCall("summary-works");
    const other = await aBusiness();
    await runJob(deps, message(jobOf(other, call.id)).message);
    expect((await read()).call?.summary).toBeNull();
  });
});

test.each([null, "text", { type: "unheard_of" }, { type: "summarise_call" }])(
  "a job that is not understood is put away: %j",
  async (body) => {
    const job = message(body);
    await runJob(deps, job.message);
    expect(job.outcome).toEqual(["ack"]);
  },
);

describe("the record of a call", () => {
  test("is the same when a batch comes twice", async () => {
    const business = await aBusiness();
    const { id } = await aCall(business, { status: "ringing" });
    const batch: Parameters<typeof writeCall>[2] = [
      { write: "answered", at: START + 5, model: "m" },
      { write: "event", event: { seq: 1, kind: "stream_started", at: START, data: {} } },
      { write: "turn", turn: { seq: 1, role: "caller", text: "שלום", ...turn } },
      { write: "turn", turn: { seq: 2, role: "assistant", text: "", ...turn } },
      {
        write: "usage",
        usage: {
          textIn: 1,
          textInCached: 0,
          textOut: 2,
          audioIn: 3,
          audioInCached: 0,
          audioOut: 4,
          transcriptionTokens: 5,
        },
        model: "m",
      },
      { write: "ended", ending: { reason: "silence", failure: null, callBack: false, endedAt: START + 9 } },
    ];
    const read = async () => ({
      row: await findCall(business.scope, id),
      turns: await business.scope.db.query.callTurns.findMany({ where: (row, { eq }) => eq(row.callId, id) }),
      events: await business.scope.db.query.callEvents.findMany({ where: (row, { eq }) => eq(row.callId, id) }),
    });
    await writeCall(business.scope, id, batch);
    const once = await read();
    await writeCall(business.scope, id, batch);
    expect(await read()).toEqual(once);
    expect(once).toMatchObject({
      row: { status: "ended", endReason: "silence", answeredAt: START + 5, endedAt: START + 9 },
      turns: [{ seq: 1, text: "שלום" }],
      events: [{ seq: 1 }],
    });
  });

  test("an end that comes again with another reason changes nothing, and nobody makes it live again", async () => {
    const business = await aBusiness();
    const { id } = await aCall(business, { status: "live", answeredAt: START });
    await writeCall(business.scope, id, [
      { write: "ended", ending: { reason: "silence", failure: null, callBack: false, endedAt: START + 1 } },
    ]);
    await writeCall(business.scope, id, [
      { write: "ended", ending: { reason: "lost", failure: null, callBack: true, endedAt: START + 2 } },
      { write: "answered", at: START + 3, model: "m" },
    ]);
    expect(await findCall(business.scope, id)).toMatchObject({
      status: "ended",
      endReason: "silence",
      callBack: false,
      endedAt: START + 1,
      answeredAt: START,
    });
  });

  test("of an empty batch is nothing", async () => {
    const business = await aBusiness();
    await expect(writeCall(business.scope, "none", [])).resolves.toBeUndefined();
  });

  test("in one batch is written whole or not at all", async () => {
    const business = await aBusiness();
    const { id } = await aCall(business);
    const broken = {
      write: "turn",
      turn: { seq: 1, role: "caller", text: null as unknown as string, ...turn },
    } as const;
    await expect(
      writeCall(business.scope, id, [
        { write: "turn", turn: { seq: 2, role: "caller", text: "שלום", ...turn } },
        broken,
      ]),
    ).rejects.toThrow();
    expect(await business.scope.db.query.callTurns.findMany({ where: (row, { eq }) => eq(row.callId, id) })).toEqual(
      [],
    );
  });
});

describe("a call's row", () => {
  test("is opened once for its CallSid, under webhooks at the same moment", async () => {
    const business = await aBusiness();
    const callSid = newCallSid();
    const open = () =>
      openCall(business.scope, {
        id: crypto.randomUUID(),
        callSid,
        from: "",
        to: "+97235550101",
        startedAt: START,
        leadId: null,
      });
    const opened = await Promise.all([open(), open(), open()]);
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(opened.filter(({ created }) => created)).toHaveLength(1);
  });
});
