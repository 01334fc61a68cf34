import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { grammar } from "./twiml-grammar.ts";
import { parseTwiml } from "./twiml.ts";

const response = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;

test("keeps the verbs in order, with their text and children", () => {
  const { verbs, errors, violations } = parseTwiml(
    response(
      `<Say language="he-IL">שלום &amp; ברוך הבא</Say><Pause length="2"/><Say language="he-IL">להקיש 1</Say><Hangup/>`,
    ),
  );
  expect(verbs.map(({ name }) => name)).toEqual(["Say", "Pause", "Say", "Hangup"]);
  expect(verbs[0]?.text).toBe("שלום & ברוך הבא");
  expect([...errors, ...violations]).toEqual([]);
});

test("what is not TwiML is an error", () => {
  expect(parseTwiml("<Response><Say>").errors[0]).toContain("not XML");
  expect(parseTwiml("<Answer/>").errors).toEqual(["TwiML root is <Answer>, not <Response>"]);
  expect(parseTwiml(response("<Sing/>")).errors).toEqual(["unknown verb <Sing>"]);
});

test.each([
  [`<Connect retries="3"><Stream url="wss://a.example/s"/></Connect>`, `<Connect> has no attribute "retries"`],
  [
    `<Connect><Stream url="wss://a.example/s?token=1"/></Connect>`,
    "<Stream> url has a query string, which Twilio drops",
  ],
  [`<Connect><Stream url="/s"/></Connect>`, `<Stream> url "/s" is not an absolute URL`],
  [`<Connect><Say>hello</Say></Connect>`, "<Say> does not belong in <Connect>"],
  [`<Say>שלום</Say>`, "<Say> has Hebrew text in a voice that does not speak Hebrew"],
  [`<Say voice="Dana" language="he-IL">שלום</Say>`, `<Say> voice "Dana" does not exist`],
  [`<Say/>`, "<Say> without text"],
  [`<Reject reason="tired"/>`, `<Reject> reason "tired"`],
])("Twilio would object to %s", (twiml, violation) => {
  expect(parseTwiml(response(twiml)).violations).toEqual([violation]);
});

describe("the grammar", () => {
  const types = readFileSync(
    createRequire(import.meta.url)
      .resolve("twilio/lib/twiml/VoiceResponse")
      .replace(/\.js$/, ".d.ts"),
    "utf8",
  );

  test.each(Object.entries(grammar).filter(([, { type }]) => type !== undefined))(
    "of <%s> is in the types of the twilio package",
    (_name, { type, attributes }) => {
      const bodies = [...types.matchAll(new RegExp(`interface ${type} \\{([^}]*)\\}`, "g"))].map(([, body]) => body);
      const known = bodies.join("\n").matchAll(/^\s+(?:"([^"]+)"|(\w+))\?:/gm);
      expect([...known].map(([, quoted, plain]) => quoted ?? plain)).toEqual(expect.arrayContaining([...attributes]));
    },
  );
});
