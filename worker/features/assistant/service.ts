/**
 * The assistant's tools: defined once with the Agents SDK, given to the Realtime session as they are, and run here
 * against the same services as the dashboard's.
 */
import { RunContext, tool } from "@openai/agents-core";
import { endCallArgs, saveLeadArgs, TOOL_DESCRIPTIONS, type SaveLeadArgs } from "../../../core/assistant/tools.ts";
import type { FunctionTool } from "../../../core/contract/openai-realtime.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { linkLead } from "../calls/record/queries.ts";
import { saveLead } from "../leads/save/service.ts";

export type ToolContext = {
  scope: BusinessScope;
  callId: string;
  from: string;
  leadId: string | null;
  now(): number;
  newId(): string;
};

/** What the model reads as the result, and what the call does about it. */
export type ToolResult = { output: string; failed: boolean; leadId: string | null; ends: boolean };

/** Null or empty means "not said" to the model, and "leave it" to the record. */
function leadDetails(args: SaveLeadArgs) {
  const { deal_type, ...rest } = args;
  const details = { ...rest, dealType: deal_type };
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
}

const saveLeadTool = tool<typeof saveLeadArgs, ToolContext>({
  name: "save_lead",
  description: TOOL_DESCRIPTIONS.save_lead,
  parameters: saveLeadArgs,
  errorFunction: null,
  execute: async (args, run) => {
    const context = contextOf(run);
    const { scope, callId, from } = context;
    const leadId = await saveLead(scope, { source: "call", from, leadId: context.leadId }, leadDetails(args), {
      now: context.now(),
      newId: context.newId,
    });
    await linkLead(scope, callId, leadId);
    context.leadId = leadId;
    return JSON.stringify({ saved: true });
  },
});

const endCallTool = tool<typeof endCallArgs, ToolContext>({
  name: "end_call",
  description: TOOL_DESCRIPTIONS.end_call,
  parameters: endCallArgs,
  errorFunction: null,
  execute: async () => JSON.stringify({ ended: true }),
});

/** What of a tool is used here, whatever its arguments are. */
type AnyTool = {
  name: string;
  description: string;
  parameters: object;
  invoke(run: RunContext<ToolContext>, args: string): Promise<unknown>;
};
const TOOLS: AnyTool[] = [saveLeadTool, endCallTool];

function contextOf(run: RunContext<ToolContext> | undefined): ToolContext {
  if (!run) throw new Error("a tool was run without its call");
  return run.context;
}

/** As `session.update` wants them. */
export const realtimeTools = (): FunctionTool[] =>
  TOOLS.map(({ name, description, parameters }) => ({
    type: "function",
    name,
    description,
    parameters: { ...parameters },
  }));

/** Never throws: what went wrong is told to the model, so that it does not claim success. */
export async function runTool(
  name: string,
  args: string,
  context: ToolContext,
): Promise<ToolResult & { error?: unknown }> {
  const found = TOOLS.find((candidate) => candidate.name === name);
  if (!found)
    return {
      output: JSON.stringify({ error: `no tool called ${name}` }),
      failed: true,
      leadId: context.leadId,
      ends: false,
    };
  try {
    const output = String(await found.invoke(new RunContext(context), args));
    return { output, failed: false, leadId: context.leadId, ends: name === "end_call" };
  } catch (error) {
    const output = JSON.stringify({ saved: false, error: "the action failed; nothing was saved" });
    return { output, failed: true, leadId: context.leadId, ends: false, error };
  }
}
