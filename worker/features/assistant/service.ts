/**
 * The assistant's tools: defined once with the Agents SDK, given to the engine as they are, and run here against the
 * same services as the dashboard's. What follows a tool in the conversation is in core/assistant/tools.ts.
 */
import { RunContext, tool } from "@openai/agents-core";
import {
  endCallArgs,
  handOverArgs,
  saveLeadArgs,
  TOOL_DESCRIPTIONS,
  NOTED_ONLY,
  PHONE_AGAIN,
  TOOL_FAILED,
  type SaveLeadArgs,
  type ToolName,
} from "../../../core/assistant/tools.ts";
import type { FunctionTool } from "../../../core/contract/openai-realtime.ts";
import type { BusinessScope } from "../../db/scope.ts";
import { linkLead } from "../calls/record/queries.ts";
import { saveLead } from "../leads/intake/service.ts";

export type ToolContext = {
  scope: BusinessScope;
  callId: string;
  from: string;
  leadId: string | null;
  now(): number;
  newId(): string;
  /** The tool that runs has worked, and has something to say that the caller must hear. */
  mustAnswer?: boolean;
};

/** What the model reads as the result, and what the record says of it. */
export type ToolResult = { output: string; failed: boolean; leadId: string | null; mustAnswer: boolean };

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
    const { leadId, phoneProblem } = await saveLead(
      scope,
      { source: "call", callId, from, leadId: context.leadId },
      leadDetails(args),
      {
        now: context.now(),
        newId: context.newId,
      },
    );
    if (leadId !== null) {
      await linkLead(scope, callId, leadId);
      context.leadId = leadId;
    }
    const result = leadId === null ? { saved: true, as: NOTED_ONLY } : { saved: true };
    if (phoneProblem === null) return JSON.stringify(result);
    context.mustAnswer = true;
    return JSON.stringify({ ...result, phone: phoneProblem, next: PHONE_AGAIN });
  },
});

const handOverTool = tool<typeof handOverArgs, ToolContext>({
  name: "hand_over",
  description: TOOL_DESCRIPTIONS.hand_over,
  parameters: handOverArgs,
  errorFunction: null,
  execute: async () => JSON.stringify({ handing_over: true }),
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
const TOOLS: Readonly<Record<ToolName, AnyTool>> = {
  save_lead: saveLeadTool,
  hand_over: handOverTool,
  end_call: endCallTool,
};

function contextOf(run: RunContext<ToolContext> | undefined): ToolContext {
  if (!run) throw new Error("a tool was run without its call");
  return run.context;
}

/** As `session.update` wants them. */
export const realtimeTools = (names: readonly ToolName[]): FunctionTool[] =>
  names.map((name) => {
    const { description, parameters } = TOOLS[name];
    return { type: "function", name, description, parameters: { ...parameters } };
  });

const isOneOf = (names: readonly ToolName[], name: string): name is ToolName => names.some((known) => known === name);

/** Never throws: what went wrong is told to the model, so that it does not claim success. `names`: what it may use. */
export async function runTool(
  names: readonly ToolName[],
  name: string,
  args: string,
  context: ToolContext,
): Promise<ToolResult & { error?: unknown }> {
  if (!isOneOf(names, name)) {
    const output = JSON.stringify({ error: `no tool called ${name}` });
    return { output, failed: true, leadId: context.leadId, mustAnswer: true };
  }
  try {
    context.mustAnswer = false;
    const output = String(await TOOLS[name].invoke(new RunContext(context), args));
    return { output, failed: false, leadId: context.leadId, mustAnswer: context.mustAnswer };
  } catch (error) {
    const output = JSON.stringify({ done: false, error: TOOL_FAILED[name] });
    return { output, failed: true, leadId: context.leadId, mustAnswer: true, error };
  }
}
