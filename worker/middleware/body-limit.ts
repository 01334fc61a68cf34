/** Bodies are bounded before anything is read of them, also those that come in pieces and do not say how long they are. */
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { CodedError } from "../../core/contract/errors.ts";
import { FILE_MAX_BYTES } from "../../core/imports/fields.ts";

const atMost = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new CodedError("payload_too_large", `a body may have ${maxSize} bytes`);
    },
  });

/** The largest body the dashboard sends is a prompt of 20,000 Hebrew characters, about 40 kB. */
const limitJson = atMost(256 * 1024);
/** Files of people are streamed to where they are stored, and never held. */
const limitFile = atMost(FILE_MAX_BYTES);
const FILES = /^\/api\/businesses\/[^/]+\/imports$/;

export const limitBody: MiddlewareHandler = (c, next) =>
  (c.req.method === "POST" && FILES.test(c.req.path) ? limitFile : limitJson)(c, next);

/** Forms of Twilio are a few hundred bytes, and anybody can send one: its signature can be checked only when it is read. */
export const limitWebhookBody = atMost(64 * 1024);
