/** Keys made from `JWT_SECRET`: the first signs, all verify. Each use has its own key, so one token never passes for another. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

type Purpose = "access" | "csrf" | "device" | "form" | "refresh" | "stream" | "throttle";
export type SigningKey = { kid: string; key: Uint8Array };

/** A key for one purpose; `kid` names it in a token's header without telling anything useful about it. */
function deriveKey(secret: string, purpose: string): SigningKey {
  const key = createHmac("sha256", secret).update(`agentlocator/${purpose}`).digest();
  return { kid: createHash("sha256").update(key).digest("hex").slice(0, 12), key };
}

/** In the order of the configuration; never empty, which the configuration's schema asserts. */
export function keysFor(purpose: Purpose, secrets: readonly string[]): [SigningKey, ...SigningKey[]] {
  const [first, ...older] = secrets.map((secret) => deriveKey(secret, purpose));
  if (!first) throw new Error("JWT_SECRET is empty");
  return [first, ...older];
}

/** Whether `given` is what `mac` makes with any of the keys; takes the same time wherever they differ. */
export const isMac = (
  purpose: Purpose,
  secrets: readonly string[],
  given: Uint8Array,
  mac: (key: SigningKey) => Uint8Array,
): boolean =>
  keysFor(purpose, secrets).some((key) => {
    const expected = mac(key);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
