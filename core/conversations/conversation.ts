/**
 * What belongs to a conversation with a contact, whatever it is held over: answers that are owed, facts the engine must
 * still be told, tools that work. It outlives an engine; a text channel has it without a call. The words themselves are
 * in transcript.ts.
 */
import type { Ask, AskPurpose, Speaker, ToolAsk } from "../calls/engine.ts";
import type { ToolTraits } from "./tools.ts";

/** The tool calls of one answer. They run one after another, in the order in which they were asked for. */
export type ToolBatch = {
  answerId: string;
  /** Which session of the engine asked; another one does not know these calls. */
  session: number;
  /** Something was said in the same breath. */
  spoke: boolean;
  asks: readonly ToolAsk[];
  /** How they ended, as far as they have. */
  ended: readonly { name: string; failed: boolean; mustAnswer: boolean }[];
  /** When the one that runs was started, Unix ms. */
  startedAt: number;
};

export type Conversation = {
  /** Which session of the engine this is, from 1: utterances and tool calls of an earlier one are unknown to it. */
  session: number;
  /** Given to the engine; it has not begun to answer them. */
  owed: readonly Ask[];
  /** An answer got lost with its engine: the next session begins by speaking. */
  owesWord: boolean;
  /** For the next session: what came while none stood. */
  untold: readonly { as: Speaker; text: string }[];
  tools: readonly ToolBatch[];
  /** Numbers asks. */
  asks: number;
};

export const newConversation: Conversation = {
  session: 0,
  owed: [],
  owesWord: false,
  untold: [],
  tools: [],
  asks: 0,
};

export function newAsk(
  conversation: Conversation,
  purpose: AskPurpose,
  words: string | null,
  answersCalls: readonly string[] = [],
): { ask: Ask; conversation: Conversation } {
  const asks = conversation.asks + 1;
  const wordless = purpose === "greeting" || purpose === "farewell";
  const ask: Ask = {
    id: `ask_${conversation.session}_${asks}`,
    purpose,
    words,
    // A greeting or a goodbye that runs a tool instead of being said leaves the caller in silence.
    tools: wordless ? "never" : "may",
    answersCalls,
  };
  return { ask, conversation: { ...conversation, asks } };
}

export const runningTool = ({ tools }: Conversation): ToolAsk | null => {
  const batch = tools[0];
  return batch?.asks[batch.ended.length] ?? null;
};

/** Null when this is not the call that runs: a result that comes twice, or of nothing. */
export function toolEnded(
  conversation: Conversation,
  callId: string,
  how: { failed: boolean; mustAnswer: boolean },
  now: number,
): { conversation: Conversation; batch: ToolBatch; whole: boolean } | null {
  const running = runningTool(conversation);
  const [first, ...others] = conversation.tools;
  if (!first || running?.callId !== callId) return null;
  const batch = { ...first, ended: [...first.ended, { name: running.name, ...how }], startedAt: now };
  const whole = batch.ended.length === batch.asks.length;
  const next = others[0] && { ...others[0], startedAt: now };
  const tools = whole ? (next ? [next, ...others.slice(1)] : []) : [batch, ...others];
  return { conversation: { ...conversation, tools }, batch, whole };
}

/** Nobody is there any more: what runs goes on, and of what was to follow only what changes something is still done. */
export function onlyWrites(conversation: Conversation, traitsOf: (name: string) => ToolTraits): Conversation {
  const tools = conversation.tools.flatMap((batch, place) => {
    // Of the first batch the call that runs and those before it stay where they are.
    const until = place === 0 ? batch.ended.length + 1 : 0;
    const asks = batch.asks.filter(({ name }, at) => at < until || traitsOf(name).writes);
    return asks.length > batch.ended.length ? [{ ...batch, asks }] : [];
  });
  return { ...conversation, tools };
}

export type AfterTools = { then: "answer" } | { then: "nothing" } | { then: "end" } | { then: "dial" };

/**
 * What follows when all calls of an answer have ended. A failure outranks everything: the caller must hear that it did
 * not work, also after a goodbye. Told plainly what was said in the same breath, a caller needs no second answer.
 */
export function afterTools(batch: ToolBatch, traitsOf: (name: string) => ToolTraits): AfterTools {
  if (batch.ended.some(({ failed, mustAnswer }) => failed || mustAnswer)) return { then: "answer" };
  const follows = batch.ended.map(({ name }) => traitsOf(name).follows);
  if (follows.includes("dial")) return { then: "dial" };
  if (follows.includes("end")) return { then: "end" };
  const said = batch.spoke && follows.every((what) => what === "answer_unless_spoken");
  return said ? { then: "nothing" } : { then: "answer" };
}
