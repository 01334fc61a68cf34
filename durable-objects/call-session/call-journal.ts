/**
 * What of a call is not in D1 yet, in the call object's own storage: durable like D1, and far cheaper to write. The key
 * holds the whole of it each time, which for a call is a few kilobytes. Written `allowUnconfirmed`, since a confirmed
 * write would hold back the caller's audio until it is durable.
 */
import type { CallWrite } from "../../worker/features/calls/record/queries.ts";

const KEY = "unwritten";
const ON_THE_TALKING_PATH = { allowUnconfirmed: true } as const;

export type CallJournal = {
  keep(unwritten: CallWrite[]): void;
  /** What an object that is gone had not written; empty when it had. */
  read(): Promise<CallWrite[]>;
};

export function callJournal(storage: DurableObjectStorage): CallJournal {
  return {
    keep: (unwritten) => {
      if (unwritten.length === 0) void storage.delete(KEY, ON_THE_TALKING_PATH);
      else void storage.put(KEY, unwritten, ON_THE_TALKING_PATH);
    },
    read: async () => (await storage.get<CallWrite[]>(KEY)) ?? [],
  };
}
