/** Calls in which something breaks, and which have to go on, or to end with a reason. */
import type { ScenarioInput } from "./schema.ts";

const CARMEL = "+97235550101";
const heardOut = { waitFor: "assistant-done" } as const;
const ended = { waitFor: "call-ended", timeoutMs: 30_000 } as const;
/** A line that was cut needs a while to come back. */
const backAgain = { waitFor: "assistant-done", forMs: 1_500, timeoutMs: 30_000 } as const;

export const failures: ScenarioInput[] = [
  {
    name: "openai-drops",
    title: "החיבור ל-OpenAI נופל באמצע",
    description: "החיבור נופל כשהמתקשר אומר את שמו. השיחה נמשכת עם הזיכרון, בלי ברכה שנייה.",
    from: "+972521000006",
    to: CARMEL,
    business: "carmel",
    openai: [{ kind: "drop", when: { heard: "openai-drops-name" } }],
    steps: [
      heardOut,
      { say: "openai-drops-details" },
      heardOut,
      { say: "openai-drops-name" },
      backAgain,
      { say: "openai-drops-name" },
      backAgain,
      { say: "openai-drops-thanks" },
      ended,
    ],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["assistant_ended"],
      failureCode: null,
      streams: 1,
      turns: [
        { role: "caller", includes: "נווה שאנן" },
        { role: "assistant", includes: "על איזה שם" },
        { role: "caller", includes: "יוסי כהן" },
        { role: "assistant", includes: "הפרטים נשמרו" },
      ],
      saidOnce: ["נדל״ן הכרמל"],
      lead: { name: "יוסי כהן", dealType: "rent", rooms: 3 },
      events: { model_dropped: 1, model_reconnected: 1 },
      maxDeadAirMs: 5_000,
    },
  },
  {
    name: "openai-refuses-key",
    title: "המפתח של OpenAI נדחה",
    description: "OpenAI דוחה את המפתח. המתקשר שומע התנצלות בעברית, והסיבה רשומה בשיחה.",
    from: "+972521000007",
    to: CARMEL,
    business: "carmel",
    openai: [{ kind: "reject", code: "invalid_api_key", connections: "all" }],
    steps: [{ waitFor: "menu" }, ended],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["failed", "handed_off"],
      failureCode: "openai_auth",
      twimlSays: ["מצטערים"],
      events: { model_failed: 1, call_ended: 1 },
    },
  },
  {
    name: "lossy-line",
    title: "קו שמאבד קול",
    description: "כל חבילת קול עשירית אובדת בדרך. השיחה נמשכת.",
    from: "+972521000008",
    to: CARMEL,
    business: "carmel",
    network: { dropEveryNth: 10, jitterMs: 30, seed: 1 },
    steps: [heardOut, { say: "buyer-looking" }, heardOut, { hangUp: true }],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["caller_hung_up"],
      failureCode: null,
      turns: [
        { role: "assistant", includes: "נדל״ן הכרמל" },
        { role: "caller", includes: "ארבעה חדרים" },
        { role: "assistant", includes: "מה התקציב" },
      ],
      events: { frames_missing: 1 },
    },
  },
  {
    name: "line-drops",
    title: "הקו של Twilio נופל באמצע",
    description: "החיבור של Twilio מת בלי הודעה. אותה שיחה מתחברת שוב וממשיכה, בלי ברכה שנייה.",
    from: "+972501000009",
    to: CARMEL,
    business: "carmel",
    steps: [
      heardOut,
      { say: "buyer-looking" },
      heardOut,
      { dropNetwork: true },
      backAgain,
      { say: "buyer-budget" },
      heardOut,
      { hangUp: true },
    ],
    expect: {
      twilioStatus: ["completed"],
      endReason: ["caller_hung_up"],
      failureCode: null,
      streams: 2,
      turns: [
        { role: "caller", includes: "מחפשת דירת ארבעה חדרים" },
        { role: "assistant", includes: "מה התקציב" },
        { role: "caller", includes: "שניים וחצי מיליון" },
        { role: "assistant", includes: "על איזה שם" },
      ],
      saidOnce: ["נדל״ן הכרמל"],
      events: { stream_lost: 1, stream_reattached: 1 },
    },
  },
];
