/** Under which address the deployed Worker believes to be reached: it decides over cookies, links and webhooks. */

/** What is wrong with it, or null. */
export function problemOfPublicUrl(publicUrl: unknown): string | null {
  if (typeof publicUrl !== "string" || publicUrl === "") return "PUBLIC_URL is missing";
  if (!URL.canParse(publicUrl)) return "PUBLIC_URL is not an address";
  if (new URL(publicUrl).protocol !== "https:")
    // Session cookies would lose `Secure` and `__Host-`, and nobody would notice.
    return "PUBLIC_URL is not https";
  return null;
}
