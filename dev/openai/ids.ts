import { randomBytes } from "node:crypto";

/** Ids in the shape of the service's: a kind and twenty-one letters. */
export function newId(kind: "event" | "sess" | "item" | "resp" | "conv" | "call"): string {
  return `${kind}_${randomBytes(16).toString("base64url").replaceAll(/[-_]/g, "x").slice(0, 21)}`;
}
