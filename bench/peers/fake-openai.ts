/** The fake model's address: answers upgrades, after `upgradeMs`, and hands each session to whoever waits for one. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { ModelSession } from "./model-session.ts";
import { pause } from "./pacer.ts";
import { recite } from "./speech.ts";
import { spokenClip } from "./spoken-clip.ts";

/** A session belongs to the call as soon as it is open, or when the client has said what it is to be. */
export type Claim = "open" | "configured";
type Waiting = { claim: Claim; take: (session: ModelSession) => void };

export class FakeOpenAi {
  /** How long the next upgrades wait for their answer. */
  upgradeMs = 0;
  /** Hears of sessions for which no call waits: those that a running call opens anew. */
  onUnexpected: (session: ModelSession) => void = () => {};
  readonly url: string;
  readonly #server: ReturnType<typeof createServer>;
  #waiting: Waiting[] = [];

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    server.on("upgrade", async (request, socket, head) => {
      const askedAt = performance.now();
      if (this.upgradeMs > 0) await pause(this.upgradeMs);
      sockets.handleUpgrade(request, socket, head, (ws) => this.#opened(new ModelSession(ws, askedAt)));
    });
  }

  static async start(): Promise<FakeOpenAi> {
    const server = createServer((request, response) => {
      request.resume();
      if (request.url?.endsWith("/audio/speech"))
        response.writeHead(200, { "content-type": "audio/pcm" }).end(spokenClip());
      // Summaries after a call and the like: not part of any measurement.
      else response.writeHead(503, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new FakeOpenAi(server);
  }

  /**
   * `take` gets the session of the call that is being opened. Calls are opened one after another, so it is the next
   * session, but for those that only record clips: they hear no caller.
   */
  nextSession(claim: Claim, take: (session: ModelSession) => void): void {
    this.#waiting.push({ claim, take });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #opened(session: ModelSession): void {
    if (this.#waiting[0]?.claim === "open") return this.#waiting.shift()?.take(session);
    session.onConfigured = () => {
      if (!session.hearsTurns) session.onCreate = (request) => recite(session, request);
      else if (this.#waiting.length > 0) this.#waiting.shift()?.take(session);
      else this.onUnexpected(session);
    };
  }
}
