/** What keys mean for the call. */
import type { Move } from "./call-moves.ts";
import type { KeysOutcome } from "./keys.ts";

/** What was entered goes to the engine as the caller's words, and is answered. */
export function keysPressed(move: Move, outcome: KeysOutcome): void {
  const { prompts } = move.state.config;
  if (outcome.is === "no_choice") return;
  const digits = outcome.is === "choice" ? outcome.key : outcome.is === "entered" ? outcome.digits : "";
  move.note("dtmf", { digits: digits.length });
  move.set({ reprompts: 0, wordless: 0 });
  const text = digits === "" ? prompts.noKeys : prompts.keys(digits);
  if (!move.stands) {
    const { untold } = move.state.conversation;
    return move.converse({ untold: [...untold, { as: "caller", text }], owesWord: true });
  }
  move.tell("caller", text);
  move.ask("keys");
}
