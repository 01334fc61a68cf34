import { expect, test } from "vitest";
import type { Job } from "../../worker/jobs.ts";
import { finishCall } from "./call-finish.ts";

const CALL = { businessId: "b1", tenantDb: "TENANT_0", callId: "call1" };

async function finishing({ settles, sends = true }: { settles: boolean; sends?: boolean }) {
  const jobs: Job[] = [];
  const told: string[] = [];
  const send = async (job: Job) => {
    if (!sends) throw new Error("the queue is away");
    jobs.push(job);
  };
  await finishCall(
    {
      jobs: { send },
      log: { error: (event) => told.push(event) },
      recorder: { settled: async () => settles },
      finished: () => told.push("finished"),
    },
    CALL,
  );
  return { jobs, told };
}

test("a call whose record is whole has its summary asked for, and is finished", async () => {
  expect(await finishing({ settles: true })).toEqual({
    jobs: [{ type: "summarise_call", ...CALL }],
    told: ["finished"],
  });
});

test("a call of which D1 has not taken everything is not: what the object keeps of it would be thrown away", async () => {
  expect(await finishing({ settles: false })).toEqual({ jobs: [], told: ["call_not_finished"] });
});

test("nor is one whose summary could not be asked for", async () => {
  expect((await finishing({ settles: true, sends: false })).told).toEqual(["call_not_finished"]);
});
