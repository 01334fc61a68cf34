/** Runs the assistant's tools for one call, each within its time, and never throws. */
import type { ToolName } from "../../core/assistant/tools.ts";
import { scopeOfIdentity } from "../../worker/db/scope.ts";
import type { Deps } from "../../worker/deps.ts";
import { runTool, type ToolContext, type ToolResult } from "../../worker/features/assistant/service.ts";
import type { CallIdentity } from "./call-identity.ts";

/** A tool talks to D1 alone; when that takes this long, the caller hears that it did not work. */
const TOOL_TIMEOUT_MS = 8_000;

export function toolRunner(
  deps: Deps,
  identity: CallIdentity,
  { from, leadId, tools, log }: { from: string; leadId: string | null; tools: readonly ToolName[]; log: Deps["log"] },
): (name: string, args: string) => Promise<ToolResult> {
  const scope = scopeOfIdentity(deps.tenants, identity);
  const context: ToolContext = { scope, callId: identity.callId, from, leadId, now: deps.now, newId: deps.newId };
  return async (name, args) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<Awaited<ReturnType<typeof runTool>>>((resolve) => {
      const output = JSON.stringify({ saved: false, error: "it took too long; it is not known whether it was saved" });
      timer = setTimeout(
        () => resolve({ output, failed: true, leadId: context.leadId, mustAnswer: true }),
        TOOL_TIMEOUT_MS,
      );
    });
    const { error, ...result } = await Promise.race([runTool(tools, name, args, context), timeout]);
    clearTimeout(timer);
    if (error !== undefined) log.error("tool_failed", { name, cause: error });
    return result;
  };
}
