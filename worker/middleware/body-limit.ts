import { bodyLimit } from "hono/body-limit";
import { CodedError } from "../../core/contract/errors.ts";

/** The largest body the dashboard sends is a prompt of 20,000 Hebrew characters, about 40 kB. */
const MAX_BODY_BYTES = 256 * 1024;

export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new CodedError("payload_too_large", `a body may have ${MAX_BODY_BYTES} bytes`);
  },
});
