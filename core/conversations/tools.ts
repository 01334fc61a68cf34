/** What a conversation must know of a tool, whatever the tool does. */

export type ToolTraits = {
  /** It changes something, for good: it is done also when the caller has hung up before its turn came. */
  writes: boolean;
  /** What follows when it has worked. */
  follows: "answer" | "answer_unless_spoken" | "end" | "dial";
  /** So long it may work before the caller hears a short "one moment", ms; null: nobody waits for it. */
  fillerAfterMs: number | null;
};

/** Of a tool that nobody knows: it will fail, and the caller is told so. */
export const UNKNOWN_TOOL: ToolTraits = { writes: false, follows: "answer", fillerAfterMs: null };
