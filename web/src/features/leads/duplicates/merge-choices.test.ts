import { describe, expect, it } from "vitest";
import { fieldsToChoose, proposedChoices } from "./merge-choices.ts";
import type { LeadDetail } from "../../../../../core/leads/wire.ts";

const lead = (more: Partial<LeadDetail>): LeadDetail => ({
  id: "1",
  name: null,
  phone: null,
  phoneTyped: null,
  status: "new",
  source: "call",
  demands: [],
  tags: [],
  notes: null,
  nextAction: null,
  assignedTo: null,
  createdAt: 0,
  updatedAt: 0,
  contacts: [],
  sourceDetail: null,
  statusAt: null,
  lostReason: null,
  provenance: null,
  doNotCall: null,
  deletedAt: null,
  ...more,
});

describe("what there is to choose", () => {
  it("is where both have something else", () => {
    const both = [
      lead({ name: "דנה", phone: "+972525550100" }),
      lead({ name: "דנה לוי", nextAction: "לחזור" }),
    ] as const;
    expect(fieldsToChoose(both)).toEqual(["name"]);
    expect(fieldsToChoose([lead({}), lead({})])).toEqual([]);
    expect(fieldsToChoose([lead({}), lead({ status: "won" })])).toEqual(["status"]);
  });

  it("is proposed as the longer name, and otherwise what the older one has", () => {
    const both = [lead({ name: "דנה", status: "new" }), lead({ name: "דנה לוי", status: "won" })] as const;
    expect(proposedChoices(both)).toEqual({ name: "goes", status: "stays" });
    expect(proposedChoices([both[1], both[0]])).toEqual({ name: "stays", status: "stays" });
  });
});
