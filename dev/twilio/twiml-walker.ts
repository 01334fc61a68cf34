/** Follows one TwiML document on a call, verb by verb, until it says where to go next. */
import type { TwimlElement } from "./twiml.ts";
import { gatherDigits } from "./gather.ts";
import type { CallLine, Next } from "./call-line.ts";

// Hebrew speech is about 12 characters a second.
const SPEECH_MS_PER_CHARACTER = 80;
const DEFAULT_PAUSE_SECONDS = 1;

/** `undefined`: the document ran out, and so does the call. */
export async function walk(verbs: TwimlElement[], baseUrl: string, line: CallLine): Promise<Next | undefined> {
  for (const verb of verbs) {
    if (line.signal.aborted) return undefined;
    const next = await perform(verb, baseUrl, line);
    if (next !== undefined) return next;
  }
  return undefined;
}

async function perform(verb: TwimlElement, baseUrl: string, line: CallLine): Promise<Next | undefined> {
  // These two decide about a call nobody has picked up yet.
  if (verb.name === "Reject") return { kind: "reject", reason: verb.attributes["reason"] ?? "rejected" };
  if (verb.name === "Redirect") return goTo(verb.text, verb, baseUrl, {});
  line.pickUp();
  switch (verb.name) {
    case "Hangup":
      return { kind: "hang-up" };
    case "Gather":
      return gather(verb, baseUrl, line);
    case "Dial":
      return dial(verb, baseUrl, line);
    case "Connect":
      return connect(verb, baseUrl, line);
    case "Start":
      return undefined;
    default:
      await prompt(verb, line, line.signal);
      return undefined;
  }
}

/** `<Say>`, `<Play>` and `<Pause>`; a key press or the end of the call cuts them off through `signal`. */
export async function prompt(verb: TwimlElement, line: CallLine, signal: AbortSignal): Promise<void> {
  if (verb.name === "Say") {
    const { language, voice, loop } = verb.attributes;
    line.log.add({ kind: "twiml-say", text: verb.text, language, voice });
    const times = Math.max(1, Number(loop ?? 1));
    if (!line.instantSpeech) await line.pause(verb.text.length * SPEECH_MS_PER_CHARACTER * times, signal);
  } else if (verb.name === "Play") {
    line.log.add({ kind: "twiml-play", url: verb.text });
  } else if (verb.name === "Pause") {
    const seconds = Number(verb.attributes["length"] ?? DEFAULT_PAUSE_SECONDS);
    if (!line.instantSpeech) await line.pause(seconds * 1_000, signal);
  }
}

async function gather(verb: TwimlElement, baseUrl: string, line: CallLine): Promise<Next | undefined> {
  const result = await gatherDigits(verb, line, (child, signal) => prompt(child, line, signal));
  if (line.signal.aborted) return undefined;
  if (result === undefined && verb.attributes["actionOnEmptyResult"] !== "true") return undefined;
  const fields: Record<string, string> = { msg: "Gather End", Digits: result?.digits ?? "" };
  if (result?.finishedOnKey !== undefined) fields["FinishedOnKey"] = result.finishedOnKey;
  return goTo(verb.attributes["action"] ?? baseUrl, verb, baseUrl, fields);
}

async function dial(verb: TwimlElement, baseUrl: string, line: CallLine): Promise<Next | undefined> {
  const noun = verb.children.find((child) => child.name === "Number");
  const offer = noun?.attributes["url"];
  const fields = await line.dial(noun?.text ?? verb.text, {
    callerId: verb.attributes["callerId"],
    offerUrl: offer === undefined ? undefined : resolve(offer, baseUrl),
  });
  const action = verb.attributes["action"];
  if (line.hasHungUp() && action !== undefined) await line.notifyAction(resolve(action, baseUrl), verb, fields);
  if (line.signal.aborted || action === undefined) return undefined;
  await line.beforeAction("Dial", resolve(action, baseUrl));
  return goTo(action, verb, baseUrl, fields);
}

async function connect(verb: TwimlElement, baseUrl: string, line: CallLine): Promise<Next | undefined> {
  const stream = verb.children.find((child) => child.name === "Stream");
  const url = stream?.attributes["url"];
  if (stream === undefined || url === undefined) {
    line.log.add({ kind: "error", message: "<Connect> without <Stream url>" });
    return undefined;
  }
  const parameters = stream.children.map((child) => [child.attributes["name"] ?? "", child.attributes["value"] ?? ""]);
  await line.stream(url, Object.fromEntries(parameters));
  const action = verb.attributes["action"];
  if (action === undefined) return undefined;
  const actionUrl = resolve(action, baseUrl);
  if (line.hasHungUp()) {
    await line.beforeAction("Connect", actionUrl);
    await line.notifyAction(actionUrl, verb, {});
    return undefined;
  }
  // TwiML sent over REST takes the place of what would have come next.
  if (line.signal.aborted) return undefined;
  await line.beforeAction("Connect", actionUrl);
  return goTo(action, verb, baseUrl, {});
}

function goTo(url: string, verb: TwimlElement, baseUrl: string, fields: Record<string, string>): Next {
  return { kind: "go-to", url: resolve(url, baseUrl), method: verb.attributes["method"] ?? "POST", fields };
}

function resolve(url: string, baseUrl: string): string {
  return new URL(url, baseUrl).href;
}
