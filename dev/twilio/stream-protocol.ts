/** What a server may send on a bidirectional Media Stream. Twilio warns about the rest and drops it. */

export type OutboundMessage =
  | { kind: "media"; audio: Uint8Array }
  | { kind: "mark"; name: string }
  | { kind: "clear" }
  | { kind: "violation"; message: string };

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function parseOutbound(data: string, streamSid: string): OutboundMessage {
  const message = parseObject(data);
  if (message === undefined) return violation(`not a JSON object: ${data.slice(0, 60)}`);
  const event = message["event"];
  if (event !== "media" && event !== "mark" && event !== "clear") {
    return violation(`unknown event ${JSON.stringify(event)}`);
  }
  if (message["streamSid"] === undefined) return violation(`${event} without streamSid`);
  if (message["streamSid"] !== streamSid)
    return violation(`${event} for another stream: ${String(message["streamSid"])}`);
  switch (event) {
    case "clear":
      return { kind: "clear" };
    case "mark": {
      const name = objectField(message, "mark")["name"];
      return typeof name === "string" && name !== "" ? { kind: "mark", name } : violation("mark without a name");
    }
    case "media": {
      const payload = objectField(message, "media")["payload"];
      if (typeof payload !== "string" || payload === "") return violation("media without a payload");
      if (!BASE64.test(payload)) return violation("media payload is not base64");
      return { kind: "media", audio: Buffer.from(payload, "base64") };
    }
  }
}

function violation(message: string): OutboundMessage {
  return { kind: "violation", message: `stream: ${message}` };
}

function parseObject(data: string): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(data));
  } catch {
    return undefined;
  }
}

function objectField(message: Record<string, unknown>, name: string): Record<string, unknown> {
  return asRecord(message[name]) ?? {};
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
