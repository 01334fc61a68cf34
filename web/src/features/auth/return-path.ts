/**
 * Where to go after signing in. The address bar is anybody's to write, so only a path of this very site is followed:
 * `//elsewhere.test`, `/\elsewhere.test` and the like are read by browsers as other hosts.
 */
import { paths } from "../../paths.ts";

/** Only its shape matters: a host that can never be ours to compare against. */
const HERE = "https://own.invalid";

export function ownPath(candidate: string | null): string {
  if (!candidate || !candidate.startsWith("/")) return paths.home();
  let url: URL;
  try {
    url = new URL(candidate, HERE);
  } catch {
    return paths.home();
  }
  if (url.origin !== HERE || url.pathname.startsWith("//")) return paths.home();
  if (url.pathname === paths.signIn() || url.pathname.startsWith("/api/")) return paths.home();
  return url.pathname + url.search + url.hash;
}
