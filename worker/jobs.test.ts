import { expect, test } from "vitest";
import { jobSchema } from "./jobs.ts";

test("a job names its business's place and its call", () => {
  const job = { type: "summarise_call", businessId: "b", tenantDb: "TENANT_0", callId: "c" };
  expect(jobSchema.parse(job)).toEqual(job);
});

test.each([null, {}, { type: "unknown" }, { type: "summarise_call", businessId: "b", callId: "c" }])(
  "%j is no job",
  (body) => {
    expect(jobSchema.safeParse(body).success).toBe(false);
  },
);
