import { QueryObserver } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { ApiError } from "../api/api-error.ts";
import { createQueryClient } from "../api/query-client.ts";
import { applyHubEvent } from "./apply-hub-event.ts";
import { withoutLead } from "./hide-lead.ts";

const HERE = "b1";
const dana = { id: "dana", name: "דנה" };
const ron = { id: "ron", name: "רון" };
const callOf = (leadId: string | null) => ({ id: `call of ${leadId}`, leadId });

describe("what is left of an answer without a lead", () => {
  it.each([
    { what: "a list", answer: { pages: [{ items: [dana, ron] }] }, left: { pages: [{ items: [ron] }] } },
    { what: "its calls", answer: [callOf("dana"), callOf(null)], left: [callOf(null)] },
    { what: "a search", answer: { leads: [dana], calls: [callOf("dana")] }, left: { leads: [], calls: [] } },
    { what: "the lead", answer: dana, left: undefined },
    { what: "one of its calls", answer: { ...callOf("dana"), lead: dana, turns: [] }, left: undefined },
  ])("$what", ({ answer, left }) => expect(withoutLead(answer, "dana")).toEqual(left));

  it("is the answer itself where it has nothing of the lead", () => {
    const answer = { pages: [{ items: [ron] }], calls: [callOf("ron")], none: null };
    expect(withoutLead(answer, "dana")).toBe(answer);
  });
});

describe("a lead that was given to somebody else", () => {
  /** The server does not answer: what is seen then is what is seen at once. */
  function screen(answers: Record<string, unknown>, { open }: { open: boolean }) {
    const queries = createQueryClient();
    const asked: string[] = [];
    for (const [name, answer] of Object.entries(answers)) {
      const queryKey = ["business", HERE, name];
      queries.setQueryData(queryKey, answer);
      const queryFn = () => {
        asked.push(name);
        return new Promise<unknown>(() => {});
      };
      if (open) new QueryObserver(queries, { queryKey, queryFn, staleTime: Infinity }).subscribe(() => {});
    }
    const told = async () => {
      applyHubEvent(queries, HERE, { type: "lead.hidden", leadId: "dana" });
      await new Promise((resolve) => setImmediate(resolve));
    };
    const state = (name: string) => queries.getQueryState(["business", HERE, name]);
    return { told, state, asked, queries };
  }

  it("leaves lists at once, before the server is heard, and they are asked for again", async () => {
    const { told, state, asked } = screen(
      { leads: [dana, ron], calls: [callOf("dana"), callOf("ron")] },
      { open: true },
    );
    await told();
    expect([state("leads")?.data, state("calls")?.data]).toEqual([[ron], [callOf("ron")]]);
    expect(asked).toEqual(["leads", "calls"]);
  });

  it("is refused at once where it is open, with its calls, as the server would refuse it", async () => {
    const { told, state, asked } = screen({ lead: dana, call: callOf("dana") }, { open: true });
    await told();
    for (const name of ["lead", "call"]) {
      expect(state(name)).toMatchObject({ data: undefined, status: "error", fetchStatus: "idle" });
      expect((state(name)?.error as ApiError | null)?.code).toBe("not_found");
    }
    expect(asked).toEqual([]);
  });

  it("does not stay in memory", async () => {
    const { told, state } = screen(
      { lead: dana, leads: [dana], search: { leads: [dana], calls: [] } },
      { open: false },
    );
    await told();
    expect(state("lead")).toBeUndefined();
    expect(state("leads")?.data).toEqual([]);
    expect(state("search")?.data).toEqual({ leads: [], calls: [] });
  });

  it("does not come back with an answer that was under way", async () => {
    const { told, queries } = screen({}, { open: true });
    const queryKey = ["business", HERE, "slow"];
    const answers: ((answer: unknown) => void)[] = [];
    queries.setQueryData(queryKey, [dana]);
    const queryFn = () => new Promise<unknown>((resolve) => void answers.push(resolve));
    new QueryObserver(queries, { queryKey, queryFn, staleTime: Infinity }).subscribe(() => {});
    void queries.invalidateQueries({ queryKey });
    await told();
    answers[0]?.([dana, ron]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(queries.getQueryData(queryKey)).toEqual([]);
    expect(answers).toHaveLength(2);
  });
});
