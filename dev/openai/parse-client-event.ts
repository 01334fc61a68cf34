import type { z } from "zod";
import { clientEvent, type ClientEvent } from "./client-events.ts";

/** The `error` member of an error event, as the service words it. */
export interface ApiError {
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
}

export type Parsed =
  | { readonly ok: true; readonly event: ClientEvent }
  | { readonly ok: false; readonly error: ApiError; readonly eventId: string | null; readonly eventType: string };

export function invalidRequest(code: string | null, message: string, param: string | null = null): ApiError {
  return { type: "invalid_request_error", code, message, param };
}

export const BINARY = {
  ok: false,
  error: invalidRequest("invalid_event", "Expected a text WebSocket message; binary frames are not supported."),
  eventId: null,
  eventType: "(binary)",
} as const satisfies Parsed;

export function parseClientEvent(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const error = invalidRequest("invalid_json", "We could not parse the JSON body of your event.");
    return { ok: false, error, eventId: null, eventType: "(not JSON)" };
  }
  const parsed = clientEvent.safeParse(value, { reportInput: true });
  if (parsed.success) return { ok: true, event: parsed.data };
  const issue = parsed.error.issues[0];
  const error = issue ? describe(issue, []) : invalidRequest(null, "Invalid event.");
  return {
    ok: false,
    error,
    eventId: stringField(value, "event_id"),
    eventType: stringField(value, "type") ?? "(none)",
  };
}

function describe(issue: z.core.$ZodIssue, above: PropertyKey[]): ApiError {
  const path = [...above, ...issue.path];
  const param = pathName(path);
  if (issue.code === "unrecognized_keys") {
    const name = pathName([...path, issue.keys[0] ?? ""]);
    return invalidRequest("unknown_parameter", `Unknown parameter: '${name}'.`, name);
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    // The branch that came closest says best what is wrong.
    const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0];
    if (closest) return describe(closest, path);
  }
  const missing = issue.input === undefined || (issue.code === "custom" && issue.params?.["missing"] === true);
  // A discriminator that is absent reports its parent as the input.
  const absent = issue.code === "invalid_union" && stringField(issue.input, String(path.at(-1))) === null;
  if (missing || absent) {
    return invalidRequest("missing_required_parameter", `Missing required parameter: '${param}'.`, param);
  }
  if (issue.code === "invalid_type") {
    const got = Array.isArray(issue.input) ? "array" : typeof issue.input;
    return invalidRequest(
      "invalid_type",
      `Invalid type for '${param}': expected ${issue.expected}, but got ${got} instead.`,
      param,
    );
  }
  return invalidRequest("invalid_value", `Invalid value for '${param}': ${issue.message}`, param);
}

function pathName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === "number") return `${name}[${key}]`;
    return name ? `${name}.${String(key)}` : String(key);
  }, "");
}

function stringField(value: unknown, key: string): string | null {
  if (typeof value !== "object" || value === null || !(key in value)) return null;
  const field: unknown = Reflect.get(value, key);
  return typeof field === "string" ? field : null;
}
