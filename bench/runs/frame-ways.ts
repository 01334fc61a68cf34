/** The way of each frame: when it went, and how long it took until it came. */

/** A frame is looked for among the last so many: 20 s of them. */
const REMEMBERED = 1_024;

export class FrameWays {
  took: number[] = [];
  readonly #sentAt = new Map<number, Float64Array>();

  sent(stream: number, number: number, at: number): void {
    let times = this.#sentAt.get(stream);
    if (!times) this.#sentAt.set(stream, (times = new Float64Array(REMEMBERED)));
    times[number % REMEMBERED] = at;
  }

  came(stream: number, number: number, at: number): void {
    const sentAt = this.#sentAt.get(stream)?.[number % REMEMBERED];
    if (sentAt) this.took.push(at - sentAt);
  }
}
