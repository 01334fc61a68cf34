/** Everything that the API sent to a page: answers, and frames of its live socket. */
import type { Page } from "playwright-core";

export class Overheard {
  readonly #parts: Promise<string>[] = [];

  constructor(page: Page) {
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => void this.#parts.push(Promise.resolve(String(payload))));
    });
    page.on("response", (response) => {
      // A page that went on has dropped the bodies of the one before.
      if (new URL(response.url()).pathname.startsWith("/api/")) this.#parts.push(response.text().catch(() => ""));
    });
  }

  /** As one text; JSON's escapes of Hebrew are not in use anywhere here. */
  async text(): Promise<string> {
    return (await Promise.all(this.#parts)).join("\n");
  }
}
