import { describe, expect, it } from "vitest";
import { newPasswordSchema, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { emailProblem, nameProblem, newPasswordProblem } from "./field-problems.ts";
import { passwordStrength } from "./password-strength.ts";

describe("what is wrong with what was typed", () => {
  it("is said in Hebrew, and nothing is wrong with what the server takes", () => {
    expect(emailProblem("  ")).toBe(he.auth.emailMissing);
    expect(emailProblem("dana@")).toBe(he.auth.emailInvalid);
    expect(emailProblem(" Dana@Example.test ")).toBeUndefined();
    expect(nameProblem(" ")).toBe(he.auth.invitation.nameMissing);
    expect(nameProblem("א".repeat(81))).toBe(he.auth.invitation.nameTooLong(80));
    expect(nameProblem("א".repeat(80))).toBeUndefined();
  });

  it("of a password is its length", () => {
    expect(newPasswordProblem("")).toBe(he.auth.newPassword.missing);
    expect(newPasswordProblem("a".repeat(PASSWORD_MIN_CHARS - 1))).toBe(
      he.auth.newPassword.tooShort(PASSWORD_MIN_CHARS),
    );
    expect(newPasswordProblem("a".repeat(PASSWORD_MAX_CHARS + 1))).toBe(
      he.auth.newPassword.tooLong(PASSWORD_MAX_CHARS),
    );
    expect(newPasswordProblem("a".repeat(PASSWORD_MIN_CHARS))).toBeUndefined();
  });
});

describe("the strength of a password", () => {
  it("grows with its length, and is never above 'too short' for what is refused", () => {
    const levels = [1, 9, 10, 13, 14, 17, 18, 40].map((chars) => passwordStrength("x".repeat(chars)));
    expect(levels).toEqual(["short", "short", "fair", "fair", "good", "good", "strong", "strong"]);
    for (let chars = 1; chars <= 20; chars++) {
      const password = "x".repeat(chars);
      expect(passwordStrength(password) === "short").toBe(!newPasswordSchema.safeParse(password).success);
    }
  });
});

describe("how long to wait", () => {
  it("is said in seconds and then in minutes, rounded up", () => {
    expect(he.auth.throttled(1)).toContain("בעוד שנייה.");
    expect(he.auth.throttled(95_000)).toContain("בעוד 95 שניות.");
    expect(he.auth.throttled(121_000)).toContain("בעוד 3 דקות.");
  });
});
