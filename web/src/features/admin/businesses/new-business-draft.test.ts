import { describe, expect, it } from "vitest";
import { ApiError } from "../../../api/api-error.ts";
import { he } from "../../../i18n/he.ts";
import { bodyOf, emptyDraft, problemsOf, problemsOfRefusal, typedSlug } from "./new-business-draft.ts";

const { invalid, slugTakenBySomebody } = he.admin.newBusiness;
const filled = { ...emptyDraft("TENANT_1"), name: "נדל״ן הכרמל", managerEmail: "dana@carmel.test" };

describe("the form of a new business", () => {
  it("sends the proposed link as long as none was typed, and no name for a manager without one", () => {
    expect(bodyOf(filled)).toEqual({
      name: "נדל״ן הכרמל",
      slug: "nadlan-carmel",
      tenantDb: "TENANT_1",
      manager: { email: "dana@carmel.test", name: null },
    });
    expect(bodyOf({ ...filled, slug: "carmel", managerName: " דנה " })).toMatchObject({
      slug: "carmel",
      manager: { name: "דנה" },
    });
  });

  it("keeps a link that was emptied by hand empty, and says that one is needed", () => {
    expect(problemsOf({ ...filled, slug: "" })).toEqual({ slug: invalid.slugMissing });
  });

  it("says of each field what is missing", () => {
    expect(problemsOf(emptyDraft(null))).toEqual({
      name: invalid.nameMissing,
      slug: invalid.slugMissing,
      tenantDb: invalid.tenantDb,
      managerEmail: he.auth.emailMissing,
    });
  });

  it("says of each field what is wrong with it", () => {
    const wrong = { ...filled, slug: "-carmel", managerEmail: "dana", managerName: "א".repeat(81) };
    expect(problemsOf(wrong)).toEqual({
      slug: invalid.slug,
      managerEmail: he.auth.emailInvalid,
      managerName: invalid.nameTooLong,
    });
    expect(problemsOf(filled)).toEqual({});
  });

  it("takes capitals and spaces of a typed link as what they stand for", () => {
    expect(typedSlug("Nadlan Carmel")).toBe("nadlan-carmel");
  });
});

describe("the server's refusal of a new business", () => {
  it("stands at the field it is about", () => {
    const details = [
      { field: "manager.email", problem: "Invalid email" },
      { field: "tenantDb", problem: "unknown" },
      { field: "somethingElse", problem: "?" },
    ];
    expect(problemsOfRefusal(new ApiError("validation_failed", { details }))).toEqual({
      managerEmail: invalid.other,
      tenantDb: invalid.tenantDb,
    });
  });

  it("says that the link is taken", () => {
    expect(problemsOfRefusal(new ApiError("conflict"))).toEqual({ slug: slugTakenBySomebody });
  });

  it("says that the database has fallen behind meanwhile", () => {
    const details = [{ field: "tenantDb", problem: "lacks migrations" }];
    expect(problemsOfRefusal(new ApiError("conflict", { details }))).toEqual({ tenantDb: invalid.tenantDb });
  });

  it("stands at no field when it is about none", () => {
    expect(problemsOfRefusal(new ApiError("network"))).toEqual({});
  });
});
