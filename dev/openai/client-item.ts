/** Items that the client writes into the conversation: history, system notes, tool results. */
import type { ClientItem, ResponseSettings } from "./client-events.ts";
import type { Conversation, Entry } from "./conversation.ts";
import { newId } from "./ids.ts";
import { invalidRequest, type ApiError } from "./parse-client-event.ts";

export function clientItemEntry(item: ClientItem, conversation: Conversation): Entry | ApiError {
  if (item.id !== undefined && conversation.get(item.id)) {
    return invalidRequest(
      "item_create_duplicate_id",
      `Error adding item: an item with id '${item.id}' already exists.`,
      "item.id",
    );
  }
  if (item.type === "function_call_output" && !conversation.hasCall(item.call_id)) {
    return invalidRequest("invalid_tool_call_id", `Tool call ID '${item.call_id}' not found in conversation.`);
  }
  return contentError(item) ?? entryOf(item);
}

/** The entries of a response with an input of its own. What it refers to wrongly is left out. */
export function inputEntries(input: NonNullable<ResponseSettings["input"]>, conversation: Conversation): Entry[] {
  return input.flatMap((item) => {
    const entry = item.type === "item_reference" ? conversation.get(item.id) : entryOf(item);
    return entry ? [entry] : [];
  });
}

/** A message's parts must be of the kind its role may have, and hold text: audio cannot be written in. */
function contentError(item: ClientItem): ApiError | undefined {
  if (item.type !== "message") return undefined;
  for (const [i, part] of item.content.entries()) {
    if (part.type === undefined) {
      const param = `item.content[${i}].type`;
      return invalidRequest("missing_required_parameter", `Missing required parameter: '${param}'.`, param);
    }
    if (part.type === "input_image" || (part.type === "input_audio" && "audio" in part)) continue;
    if (part.text === undefined) {
      const param = `item.content[${i}].text`;
      return invalidRequest("missing_required_parameter", `Missing required parameter: '${param}'.`, param);
    }
  }
  return undefined;
}

function entryOf(item: ClientItem): Entry {
  const id = item.id ?? newId("item");
  const whole = { ...item, id, object: "realtime.item", status: "completed" } as const;
  return { id, item: whole, audioMs: 0, truncatedAtMs: null, text: textOf(item), clip: undefined, silent: false };
}

function textOf(item: ClientItem): string {
  switch (item.type) {
    case "message":
      return item.content.map((part) => part.text ?? "").join(" ");
    case "function_call":
      return item.arguments;
    case "function_call_output":
      return item.output;
  }
}
