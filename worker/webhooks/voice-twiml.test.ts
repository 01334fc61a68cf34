import { XMLParser } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { spokenFallback } from "../../core/assistant/prompts.ts";
import type { Config } from "../env.ts";
import {
  apologise,
  connectStream,
  dialPerson,
  hangUp,
  offerCall,
  promiseCallBack,
  rejectCall,
  turnAway,
} from "./voice-twiml.ts";

const CONFIG = { PUBLIC_URL: "https://calls.example" } as Config;
const CALL_SID = "CA00000000000000000000000000000001";
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });
const read = (twiml: string) => (parser.parse(twiml) as { Response: Record<string, never> }).Response;

describe("what Twilio is told", () => {
  test("to stream: the token in the path, since Twilio drops query strings, and whom to ask afterwards", () => {
    const { Connect } = read(connectStream(CONFIG, CALL_SID, "token")) as unknown as {
      Connect: { action: string; Stream: { url: string } };
    };
    expect(Connect.Stream.url).toBe(`wss://calls.example/streams/twilio/${CALL_SID}/token`);
    expect(Connect.action).toMatch(/^https:\/\/calls\.example\/webhooks\/twilio\/voice\/after-stream#/);
  });

  test("on a laptop, to stream without TLS", () => {
    expect(connectStream({ ...CONFIG, PUBLIC_URL: "http://localhost:8787" }, CALL_SID, "token")).toContain(
      'url="ws://localhost:8787/streams',
    );
  });

  test("to apologise in Hebrew, then ring a person and ask again when nobody answers", () => {
    const person = { callSid: CALL_SID, phone: "+97235550199", callerId: "+97235550101", failed: true };
    const answer = read(dialPerson(CONFIG, person)) as unknown as {
      Say: { language: string }[];
      Dial: { Number: { url: string; "#text": number }; action: string; timeout: string; callerId: string };
    };
    expect(answer.Say.every(({ language }) => language === "he-IL")).toBe(true);
    expect(answer.Dial).toMatchObject({ timeout: "25", timeLimit: "7200", callerId: "+97235550101" });
    expect(answer.Dial.Number["#text"]).toBe(97235550199);
    expect(answer.Dial.Number.url).toMatch(new RegExp(`/voice/offer\\?call=${CALL_SID}#`));
    expect(answer.Dial.action).toMatch(/after-stream\?stage=dialled#/);
  });

  test("to ring a person at once when the assistant has said so itself", () => {
    const person = { callSid: CALL_SID, phone: "+97235550199", callerId: "+97235550101", failed: false };
    expect(Object.keys(read(dialPerson(CONFIG, person)))).toEqual(["Dial"]);
  });

  test("to ask the person for a key, and to hang up on whoever presses none", () => {
    const answer = read(offerCall(CONFIG, CALL_SID)) as unknown as { Gather: { numDigits: string; action: string } };
    expect(Object.keys(answer)).toEqual(["Gather", "Hangup"]);
    expect(answer.Gather).toMatchObject({ numDigits: "1" });
    expect(answer.Gather.action).toContain(`/voice/accept?call=${CALL_SID}`);
  });

  test("without a person to ring, to promise a call back and hang up", () => {
    const answer = read(apologise());
    expect(Object.keys(answer)).toEqual(["Say", "Hangup"]);
    expect(Object.keys(read(promiseCallBack()))).toEqual(["Say", "Hangup"]);
  });

  test("to turn away a suspended business's caller with one Hebrew sentence, and to start nothing", () => {
    const answer = read(turnAway()) as unknown as { Say: { language: string; "#text": string } };
    expect(Object.keys(answer)).toEqual(["Say", "Hangup"]);
    expect(answer.Say.language).toBe("he-IL");
    expect(answer.Say["#text"]).toBe(spokenFallback.unavailable);
  });

  test("to reject before anything is paid for, or to hang up", () => {
    expect(rejectCall()).toContain('<Reject reason="rejected"/>');
    expect(Object.keys(read(hangUp()))).toEqual(["Hangup"]);
  });
});
