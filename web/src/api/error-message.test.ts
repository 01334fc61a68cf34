import { describe, expect, it } from "vitest";
import { ERROR_CODES, SUSPENDED_DETAIL, type ErrorCode } from "../../../core/contract/errors.ts";
import { he } from "../i18n/he.ts";
import { ApiError, errorOf } from "./api-error.ts";
import { errorMessage } from "./error-message.ts";

const answer = (status: number, body: string) => new Response(body, { status });

describe("errors in words", () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])("has a Hebrew sentence for %s", (code) => {
    expect(errorMessage(new ApiError(code))).toMatch(/[א-ת].*\.$/u);
  });

  it("says of a suspended business that it is suspended, and not that one has no permission", async () => {
    const body = { error: { code: "forbidden", message: "x", details: [SUSPENDED_DETAIL] } };
    expect(errorMessage(await errorOf(answer(403, JSON.stringify(body))))).toBe(he.errors.suspended);
  });

  it("never shows a server's English text", async () => {
    const error = await errorOf(
      answer(409, JSON.stringify({ error: { code: "conflict", message: "version 3 is newer" } })),
    );
    expect(errorMessage(error)).toBe(he.errors.conflict);
  });

  it("reads the details of a refused form", async () => {
    const body = {
      error: { code: "validation_failed", message: "x", details: [{ field: "greeting", problem: "too long" }] },
    };
    const error = await errorOf(answer(400, JSON.stringify(body)));
    expect(error.details).toEqual([{ field: "greeting", problem: "too long" }]);
  });

  it("goes by the status when the body is a proxy's page", async () => {
    expect((await errorOf(answer(503, "<html>busy</html>"))).code).toBe("unavailable");
    expect((await errorOf(answer(418, "<html>"))).code).toBe("unexpected");
  });

  it("goes by the status when the code is one this version does not know", async () => {
    expect((await errorOf(answer(403, JSON.stringify({ error: { code: "brand_new", message: "" } })))).code).toBe(
      "forbidden",
    );
  });

  it("calls a programming error unexpected", () => {
    expect(errorMessage(new TypeError("x is undefined"))).toBe(he.errors.unexpected);
  });
});
