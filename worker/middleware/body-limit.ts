/** Bodies are bounded before anything is read of them, also those that come in pieces and do not say how long they are. */
import { bodyLimit } from "hono/body-limit";
import type { MiddlewareHandler } from "hono";
import { CodedError } from "../../core/contract/errors.ts";
import { FILE_MAX_BYTES } from "../../core/imports/fields.ts";
import { PHOTO_MAX_BYTES } from "../../core/listings/photos.ts";

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
/** A photo of a listing, which the browser has made small before. */
const limitPhoto = atMost(PHOTO_MAX_BYTES);
const PHOTOS = /^\/api\/businesses\/[^/]+\/listings\/[^/]+\/photos$/;

function limitOf(method: string, path: string): MiddlewareHandler {
  if (method !== "POST") return limitJson;
  if (FILES.test(path)) return limitFile;
  return PHOTOS.test(path) ? limitPhoto : limitJson;
}

export const limitBody: MiddlewareHandler = (c, next) => limitOf(c.req.method, c.req.path)(c, next);

/** Forms of Twilio are a few hundred bytes, and anybody can send one: its signature can be checked only when it is read. */
export const limitWebhookBody = atMost(64 * 1024);
