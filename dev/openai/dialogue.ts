/** What the assistant answers: one table for the demo calls, and rules for the rest. */
import { loadClip } from "../speech/clips.ts";
import { lines, type AssistantClipId, type CallerClipId } from "../speech/lines.ts";

export interface ToolCall {
  readonly name: "save_lead" | "end_call";
  readonly args: Record<string, string | number>;
}

/** Says the sentences one after another, then calls the tools. */
export interface Reply {
  readonly say: readonly string[];
  readonly calls: readonly ToolCall[];
}

/** The conversation as the table sees it, oldest first. */
export type Turn =
  | { readonly by: "caller"; readonly spoken: boolean; readonly clip: CallerClipId | undefined }
  | { readonly by: "assistant"; readonly text: string }
  | { readonly by: "tool"; readonly name: string; readonly output: string }
  | { readonly by: "system"; readonly text: string }
  | { readonly by: "silence" };

export interface Situation {
  /** Of this response alone; the session's own are not an order to say something. */
  readonly instructions: string | undefined;
  readonly sessionInstructions: string;
  readonly turns: readonly Turn[];
  readonly tools: readonly string[];
}

interface Answer {
  readonly say?: AssistantClipId;
  readonly calls?: readonly ToolCall[];
  /** Said when the tool has answered, or at once where the session has no such tool. */
  readonly afterwards?: AssistantClipId;
}

const endCall: ToolCall = { name: "end_call", args: { reason: "השיחה הסתיימה" } };

export const answers: Record<CallerClipId, Answer> = {
  "buyer-looking": { say: "buyer-ask-budget" },
  "buyer-budget": { say: "buyer-ask-name" },
  "buyer-name": {
    calls: [
      {
        name: "save_lead",
        args: {
          name: "דנה לוי",
          deal_type: "buy",
          area: "הכרמל הצרפתי, חיפה",
          rooms: 4,
          budget: 2_500_000,
          notes: "חשובה מרפסת",
        },
      },
    ],
    afterwards: "buyer-saved",
  },
  "buyer-thanks": { say: "buyer-goodbye", calls: [endCall] },
  "interrupter-question": { say: "interrupter-long-one" },
  "interrupter-cut-one": { say: "interrupter-long-two" },
  "interrupter-cut-two": { say: "interrupter-short" },
  "interrupter-thanks": { say: "interrupter-goodbye", calls: [endCall] },
  "hangs-up-long": { say: "hangs-up-answer" },
  "openai-drops-details": { say: "openai-drops-ask-name" },
  "openai-drops-name": {
    calls: [
      {
        name: "save_lead",
        args: {
          name: "יוסי כהן",
          deal_type: "rent",
          area: "נווה שאנן",
          rooms: 3,
          budget: 5000,
          notes: "כניסה בספטמבר",
        },
      },
    ],
    afterwards: "openai-drops-saved",
  },
  "openai-drops-thanks": { say: "openai-drops-goodbye", calls: [endCall] },
};

/** What the product asks for in Hebrew when it wants a certain kind of response; first match wins. */
const requests: readonly { readonly asks: RegExp; readonly reply: (situation: Situation) => Reply }[] = [
  { asks: /נותק|התנתק|ניתוק|מאיפה שעצר|מהמקום שבו/, reply: resume },
  {
    asks: /פרד|פרידה|סיים את השיחה|סיום השיחה|להתראות/,
    reply: () => ({ say: [text("silent-goodbye")], calls: [endCall] }),
  },
  { asks: /שקט|שתיקה|שותק|לא ענ|על הקו/, reply: silence },
  { asks: /ברכ|ברך|פתח|הצג את עצמך/, reply: greet },
];

const DICTATED = /«([^»]+)»/g;

export function decide(situation: Situation): Reply {
  const reply = choose(situation);
  const calls = reply.calls.filter((call) => situation.tools.includes(call.name));
  return { say: reply.say, calls };
}

function choose(situation: Situation): Reply {
  const { instructions, turns } = situation;
  const ordered = instructions === undefined ? undefined : obey(instructions, situation);
  if (ordered) return ordered;
  const last = turns.at(-1);
  switch (last?.by) {
    case undefined:
      return greet(situation);
    case "system": {
      // A note may be an order for this moment, or just something to know.
      const before = { ...situation, turns: turns.slice(0, -1) };
      return obey(last.text, before) ?? choose(before);
    }
    case "caller":
      return answerTo(last, situation);
    case "tool":
      return afterTool(last, situation);
    case "silence":
      return silence(situation);
    case "assistant":
      return { say: [text("generic-anything-else")], calls: [] };
  }
}

function obey(order: string, situation: Situation): Reply | undefined {
  const dictated = [...order.matchAll(DICTATED)].map((match) => (match[1] ?? "").trim());
  if (dictated.length > 0) return { say: dictated, calls: [] };
  return requests.find(({ asks }) => asks.test(order))?.reply(situation);
}

function answerTo(turn: Extract<Turn, { by: "caller" }>, { tools }: Situation): Reply {
  // Written words that no clip says: keys pressed on the telephone.
  if (!turn.clip) return { say: [text(turn.spoken ? "generic-repeat" : "generic-anything-else")], calls: [] };
  const answer = answers[turn.clip];
  const calls = answer.calls ?? [];
  const unanswered = calls.every((call) => !tools.includes(call.name)) ? answer.afterwards : undefined;
  const say = answer.say ?? unanswered;
  return { say: say ? [text(say)] : [], calls };
}

function afterTool(tool: Extract<Turn, { by: "tool" }>, { turns }: Situation): Reply {
  if (tool.name === "end_call") return { say: [text("generic-goodbye")], calls: [] };
  if (/"ok":\s*false|"error"/.test(tool.output)) return { say: [text("generic-not-saved")], calls: [] };
  const heard = turns.findLast((turn) => turn.by === "caller")?.clip;
  return { say: [text((heard && answers[heard].afterwards) ?? "generic-anything-else")], calls: [] };
}

/** A first silence is asked about; after an unanswered question the call ends. */
function silence({ turns }: Situation): Reply {
  const sinceHeard = turns.slice(turns.findLastIndex((turn) => turn.by === "caller") + 1);
  const asked = sinceHeard.some((turn) => turn.by === "assistant" && turn.text === text("silent-reprompt"));
  return asked ? { say: [text("silent-goodbye")], calls: [endCall] } : { say: [text("silent-reprompt")], calls: [] };
}

function resume(situation: Situation): Reply {
  const last = situation.turns.at(-1);
  const apology = text("generic-reattach");
  if (last?.by !== "caller" || !last.clip) return { say: [apology], calls: [] };
  const next = answerTo(last, situation);
  return { say: [apology, ...next.say], calls: next.calls };
}

function greet({ sessionInstructions }: Situation): Reply {
  const bayit = sessionInstructions.includes("בית וגן");
  return { say: [text(bayit ? "greeting-bayit" : "greeting-carmel")], calls: [] };
}

function text(id: AssistantClipId): string {
  return loadClip(id).text;
}

/** The clip whose words a written turn repeats: history is replayed as text after a reconnect. */
export function clipOfText(written: string): CallerClipId | undefined {
  const found = lines.find((line) => line.voice === "caller" && line.text === written.trim());
  return found?.voice === "caller" ? found.id : undefined;
}
