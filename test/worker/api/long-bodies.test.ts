/** Bodies that are too long are not read to their end, also where they do not say how long they are. */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { ORIGIN } from "./support/browser.ts";
import { errorOf, makeWorld } from "./support/world.ts";

const CHUNK_BYTES = 64 * 1024;

/** A body that comes in pieces; `sent` counts the pieces that were asked for. */
function aStream(chunks: number) {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent >= chunks) return controller.close();
      sent++;
      controller.enqueue(new Uint8Array(CHUNK_BYTES).fill(97));
    },
  });
  return { body, sent: () => sent };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_BODY = { "content-type": "application/json", origin: ORIGIN };

describe.each([
  ["a webhook that nobody has signed", "/webhooks/twilio/voice", FORM],
  ["a webhook that does not exist yet", "/webhooks/whatsapp-node/events", JSON_BODY],
  ["the API", "/api/auth/login", JSON_BODY],
])("%s", (_, path, headers) => {
  test("is refused after a few pieces of a body that does not say its length", async () => {
    const { body, sent } = aStream(400);
    const response = await makeWorld().app.request(`${ORIGIN}${path}`, { method: "POST", body, headers }, env);
    expect([response.status, (await errorOf(response)).code]).toEqual([413, "payload_too_large"]);
    expect(sent()).toBeLessThan(8);
  });

  test("is refused by the length that a body says of itself, before anything is read", async () => {
    const { body, sent } = aStream(400);
    const said = { ...headers, "content-length": String(400 * CHUNK_BYTES) };
    const response = await makeWorld().app.request(`${ORIGIN}${path}`, { method: "POST", body, headers: said }, env);
    expect(response.status).toBe(413);
    expect(sent()).toBeLessThan(3);
  });
});
