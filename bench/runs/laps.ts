/** Which turns say something about the peers, and which about what else the machine did. */

/** What a turn says of the rest of the machine: seconds of processor time a second. */
type Disturbed = { othersCpu: number };

/** Of one processor. What the idle peers and the system take stays below; another program at work does not. */
export const MOST_OTHERS_CPU = 0.1;

/** A lap is as disturbed as its worst turn, because its turns are compared with each other. */
const disturbance = (lap: readonly Disturbed[]): number => Math.max(...lap.map(({ othersCpu }) => othersCpu));

export const isQuiet = (lap: readonly Disturbed[]): boolean => disturbance(lap) <= MOST_OTHERS_CPU;

/** The quietest `count` laps, in the order in which they were run. */
export function quietest<L extends readonly Disturbed[]>(laps: readonly L[], count: number): L[] {
  const kept = new Set(laps.toSorted((a, b) => disturbance(a) - disturbance(b)).slice(0, count));
  return laps.filter((lap) => kept.has(lap));
}
