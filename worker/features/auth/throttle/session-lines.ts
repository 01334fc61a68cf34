import type { BatchItem } from "drizzle-orm/batch";
import { sessionLineCounters } from "./limits.ts";
import { admit, isRefused } from "./service.ts";
import type { Deps } from "../../../deps.ts";

/**
 * Lines of the audit log about somebody's sessions, or none when there were too many of these within a day: whoever signs
 * in and out all day must not fill a log that is never shortened, and what a line tells of must not be refused for it.
 */
export async function withinDay<Line extends BatchItem<"sqlite">>(
  deps: Pick<Deps, "config" | "directory" | "now" | "log">,
  userId: string,
  lines: Line[],
): Promise<Line[]> {
  if (!isRefused(await admit(deps, sessionLineCounters(deps.config.JWT_SECRET, userId)))) return lines;
  deps.log.warn("session_line_left_out", { userId });
  return [];
}
