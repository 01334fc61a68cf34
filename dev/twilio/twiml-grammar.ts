/**
 * The verbs, nouns and attributes Twilio knows, as far as the product may use them. A test compares this
 * table with the types of the `twilio` package, so that it cannot drift from them.
 */
export interface ElementRule {
  /** The interface of the `twilio` package (in `VoiceResponse`) that lists the attributes. */
  type: string | undefined;
  attributes: readonly string[];
  children: readonly string[];
}

const said = ["Say", "Play", "Pause"];

export const grammar: Readonly<Record<string, ElementRule>> = {
  Connect: { type: "ConnectAttributes", attributes: ["action", "method"], children: ["Stream"] },
  Start: { type: "StartAttributes", attributes: ["action", "method"], children: ["Stream", "Recording"] },
  Stream: {
    type: "StreamAttributes",
    attributes: ["name", "url", "track", "statusCallback", "statusCallbackMethod", "connectorName"],
    children: ["Parameter"],
  },
  Recording: {
    type: "RecordingAttributes",
    attributes: [
      "channels",
      "recordingStatusCallback",
      "recordingStatusCallbackEvent",
      "recordingStatusCallbackMethod",
      "track",
      "trim",
    ],
    children: [],
  },
  Parameter: { type: "ParameterAttributes", attributes: ["name", "value"], children: [] },
  Say: {
    type: "SayAttributes",
    attributes: ["language", "loop", "voice"],
    children: ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"],
  },
  Play: { type: "PlayAttributes", attributes: ["digits", "loop"], children: [] },
  Pause: { type: "PauseAttributes", attributes: ["length"], children: [] },
  Gather: {
    type: "GatherAttributes",
    attributes: [
      "action",
      "actionOnEmptyResult",
      "bargeIn",
      "debug",
      "enhanced",
      "finishOnKey",
      "hints",
      "input",
      "language",
      "maxSpeechTime",
      "method",
      "numDigits",
      "partialResultCallback",
      "partialResultCallbackMethod",
      "profanityFilter",
      "speechModel",
      "speechTimeout",
      "timeout",
    ],
    children: said,
  },
  Dial: {
    type: "DialAttributes",
    attributes: [
      "action",
      "answerOnBridge",
      "callerId",
      "hangupOnStar",
      "method",
      "record",
      "recordingStatusCallback",
      "recordingStatusCallbackEvent",
      "recordingStatusCallbackMethod",
      "recordingTrack",
      "referMethod",
      "referUrl",
      "ringTone",
      "sequential",
      "timeLimit",
      "timeout",
      "trim",
    ],
    children: ["Number"],
  },
  Number: {
    type: "NumberAttributes",
    attributes: [
      "method",
      "sendDigits",
      "statusCallback",
      "statusCallbackEvent",
      "statusCallbackMethod",
      "url",
      "machineDetection",
    ],
    children: [],
  },
  Redirect: { type: "RedirectAttributes", attributes: ["method"], children: [] },
  Hangup: { type: undefined, attributes: [], children: [] },
  Reject: { type: "RejectAttributes", attributes: ["reason"], children: [] },
};

export const topLevelVerbs: readonly string[] = [
  "Connect",
  "Start",
  "Say",
  "Play",
  "Pause",
  "Gather",
  "Dial",
  "Redirect",
  "Hangup",
  "Reject",
];
