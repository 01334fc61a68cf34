import { describe, expect, test } from "vitest";
import { parseConfig, type Env } from "./env.ts";

const LONG = "0123456789abcdefghijklmnopqrstuv";
const given = (more: Record<string, string>) =>
  parseConfig({ OPENAI_API_KEY: "k", TWILIO_ACCOUNT_SID: "AC1", TWILIO_AUTH_TOKEN: "t", ...more } as unknown as Env);

describe("JWT_SECRET", () => {
  test("is a list: the first signs, all verify", () => {
    expect(given({ JWT_SECRET: `${LONG}, old-${LONG}` }).JWT_SECRET).toEqual([LONG, `old-${LONG}`]);
  });

  test.each(["http://localhost:8787", "http://127.0.0.1:8787", "http://[::1]:8787"])(
    "may be short where only this machine reaches the Worker (%s)",
    (PUBLIC_URL) => {
      expect(given({ PUBLIC_URL, JWT_SECRET: "new,old" }).JWT_SECRET).toEqual(["new", "old"]);
    },
  );

  test.each(["short", `${LONG},short`, `${LONG.slice(1)}`])("is refused elsewhere when one is short: %s", (secret) => {
    expect(() => given({ PUBLIC_URL: "https://crm.example", JWT_SECRET: secret })).toThrow(
      "configuration is not complete: JWT_SECRET: each needs 32 characters at least",
    );
    for (const host of ["localhost.example", "127.0.0.1.example"])
      expect(() => given({ PUBLIC_URL: `https://${host}`, JWT_SECRET: secret })).toThrow("JWT_SECRET");
  });

  test.each(["", ",", `${LONG},`, " "])("may not be empty anywhere: «%s»", (secret) => {
    expect(() => given({ JWT_SECRET: secret })).toThrow("JWT_SECRET");
  });
});

describe("SHEKELS_PER_DOLLAR", () => {
  test("is a rate and its day", () => {
    const { SHEKELS_PER_DOLLAR } = given({ JWT_SECRET: LONG, SHEKELS_PER_DOLLAR: " 3.41  2026-11-26" });
    expect(SHEKELS_PER_DOLLAR).toEqual({ shekelsPerDollar: 3.41, asOf: "2026-11-26" });
  });

  test.each(["3.41", "2026-11-26", "0 2026-11-26", "3,41 2026-11-26", "3.41 26.11.2026", ""])(
    "is refused as «%s»",
    (text) => {
      expect(() => given({ JWT_SECRET: LONG, SHEKELS_PER_DOLLAR: text })).toThrow("SHEKELS_PER_DOLLAR");
    },
  );
});

describe("what is missing or wrong", () => {
  test("is named, all of it, and no value is repeated", () => {
    const wrong = { PUBLIC_URL: "not-a-url", JWT_SECRET: LONG, MAIL_FROM: "nobody" } as unknown as Env;
    expect(() => parseConfig(wrong)).toThrow(
      /^configuration is not complete: (?=.*PUBLIC_URL)(?=.*OPENAI_API_KEY)(?=.*TWILIO_ACCOUNT_SID)(?=.*TWILIO_AUTH_TOKEN)(?=.*MAIL_FROM)/,
    );
    expect(() => parseConfig(wrong)).not.toThrow(/not-a-url|nobody/);
  });

  test("addresses lose their last slash", () => {
    const config = given({
      PUBLIC_URL: "http://localhost:1/",
      OPENAI_BASE_URL: "http://openai.test/v1/",
      JWT_SECRET: LONG,
    });
    expect([config.PUBLIC_URL, config.OPENAI_BASE_URL]).toEqual(["http://localhost:1", "http://openai.test/v1"]);
  });
});
