import { describe, expect, it } from "vitest";
import { FAILURE_CODES } from "../../../../../../core/calls/failure.ts";
import { ApiError } from "../../../../api/api-error.ts";
import { he } from "../../../../i18n/he.ts";
import { whyNotSpoken } from "./sample-queries.ts";

const t = he.settings.sample;
const refused = (problem: string) => new ApiError("dependency_failed", { details: [{ field: "openai", problem }] });

describe("why a greeting was not spoken", () => {
  it.each([
    ["openai_auth", t.keyRefused],
    ["openai_quota", t.noQuota],
    ["openai_rate_limited", t.busy],
    ["openai_refused", t.refused],
    ["openai_unreachable", t.noAnswer],
    ["openai_server_error", t.noAnswer],
  ])("is told for %s", (problem, text) => expect(whyNotSpoken(refused(problem))).toBe(text));

  it.each(FAILURE_CODES)("has a sentence for %s", (code) => {
    expect(Object.values(t)).toContain(whyNotSpoken(refused(code)));
  });

  it("is that it was too often, or whatever the server is known to say", () => {
    expect(whyNotSpoken(new ApiError("rate_limited"))).toBe(t.tooOften);
    expect(whyNotSpoken(refused("brand_new"))).toBe(he.errors.dependency_failed);
    expect(whyNotSpoken(new ApiError("network"))).toBe(he.errors.network);
  });
});
