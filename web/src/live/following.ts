/**
 * The calls whose words are on the screen, for the hub to send these and no others. Several parts of a page may show the
 * same call; what changes together is said once.
 */
import { MOST_FOLLOWED } from "../../../core/contract/hub-follow.ts";

/** A list that is scrolled past many calls stays far below what the hub bears (durable-objects/business-hub/sockets.ts). */
export const SAY_AFTER_MS = 150;

export type Following = ReturnType<typeof createFollowing>;

export function createFollowing(setTimer: (run: () => void, ms: number) => void) {
  const shownTimes = new Map<string, number>();
  let say: (calls: readonly string[]) => void = () => {};
  let isDue = false;

  /** Of too many the latest: these are what one looks at. */
  const current = (): readonly string[] => [...shownTimes.keys()].slice(-MOST_FOLLOWED);

  function changed() {
    if (isDue) return;
    isDue = true;
    setTimer(() => {
      isDue = false;
      say(current());
    }, SAY_AFTER_MS);
  }

  return {
    current,
    /** Returns how to stop. */
    follow(callSid: string): () => void {
      const times = shownTimes.get(callSid) ?? 0;
      shownTimes.set(callSid, times + 1);
      if (times === 0) changed();
      return () => {
        const left = (shownTimes.get(callSid) ?? 1) - 1;
        if (left > 0) return void shownTimes.set(callSid, left);
        shownTimes.delete(callSid);
        changed();
      };
    },
    /** To whom it is said from here on. */
    sayTo(listener: (calls: readonly string[]) => void) {
      say = listener;
    },
  };
}
