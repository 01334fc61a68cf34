/** One end of a WebSocket, without a network: what is sent is kept, what the other side says is dispatched. */
export class FakeSocket extends EventTarget {
  readyState = 1;
  readonly sent: string[] = [];
  closedWith: number | null = null;

  send(message: string): void {
    if (this.readyState !== 1) throw new TypeError("the socket is closed");
    this.sent.push(message);
  }

  close(code = 1005): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.closedWith = code;
  }

  /** The other side says something. */
  says(data: unknown): void {
    this.dispatchEvent(
      Object.assign(new Event("message"), { data: typeof data === "string" ? data : JSON.stringify(data) }),
    );
  }

  /** The other side goes away. */
  drops(code = 1006, reason = ""): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason }));
  }

  read(): Record<string, unknown>[] {
    return this.sent.map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  types(): unknown[] {
    return this.read().map(({ type, event }) => type ?? event);
  }

  asSocket(): WebSocket {
    return this as unknown as WebSocket;
  }
}
