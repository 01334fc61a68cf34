/** Keeps the audio of the greeting while the model speaks it for the first time. */

/** Half a minute of base64 mu-law; a greeting is ten seconds. Longer is not a greeting. */
const MOST_CHARS = 320_000;

export class GreetingRecorder {
  #itemId: string | null = null;
  #pieces: string[] = [];
  #chars = 0;

  heard(itemId: string, payload: string): void {
    if (this.#itemId !== itemId) {
      this.#itemId = itemId;
      this.#pieces = [];
      this.#chars = 0;
    }
    this.#chars += payload.length;
    if (this.#chars <= MOST_CHARS) this.#pieces.push(payload);
  }

  /** The whole recording of this item, once; null when there is none or it was too long. */
  take(itemId: string): string[] | null {
    const whole = this.#itemId === itemId && this.#chars > 0 && this.#chars <= MOST_CHARS;
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#itemId = null;
    return whole ? pieces : null;
  }
}
