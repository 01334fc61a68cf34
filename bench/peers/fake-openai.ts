/** The fake model's address: answers upgrades, after `upgradeMs`, and hands each session to whoever waits for one. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { ModelSession } from "./model-session.ts";
import { pause } from "./pacer.ts";

export class FakeOpenAi {
  /** How long the next upgrades wait for their answer. */
  upgradeMs = 0;
  readonly url: string;
  readonly #server: ReturnType<typeof createServer>;
  #waiting: ((session: ModelSession) => void)[] = [];

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
    server.on("upgrade", async (request, socket, head) => {
      if (this.upgradeMs > 0) await pause(this.upgradeMs);
      sockets.handleUpgrade(request, socket, head, (ws) => this.#waiting.shift()?.(new ModelSession(ws)));
    });
  }

  static async start(): Promise<FakeOpenAi> {
    // Summaries after a call and the like: not part of any measurement.
    const server = createServer((_request, response) =>
      response.writeHead(503, { "content-type": "application/json" }).end("{}"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new FakeOpenAi(server);
  }

  /** The session of the next upgrade. Calls are opened one after another, so it is that of the call being opened. */
  nextSession(): Promise<ModelSession> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
