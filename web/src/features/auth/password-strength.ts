/** How good a new password is, by its length alone: that is what counts (NIST SP 800-63B, 5.1.1). */
import { PASSWORD_MIN_CHARS } from "../../../../core/auth/wire.ts";

export const STRENGTHS = ["short", "fair", "good", "strong"] as const;
export type Strength = (typeof STRENGTHS)[number];

const GOOD_CHARS = 14;
const STRONG_CHARS = 18;

export function passwordStrength(password: string): Strength {
  const chars = password.length;
  if (chars < PASSWORD_MIN_CHARS) return "short";
  return chars < GOOD_CHARS ? "fair" : chars < STRONG_CHARS ? "good" : "strong";
}
