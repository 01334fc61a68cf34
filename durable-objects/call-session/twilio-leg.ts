/** The Twilio side of a call: the media socket in, the play-out queue out. Frames pass undecoded. */
import {
  MediaFrameScanner,
  readTwilioMessage,
  scanMark,
  SILENT_FRAME,
  twilioWriter,
  type MediaFrame,
} from "../../core/contract/twilio-media.ts";
import { GapFiller } from "../../core/calls/gap-filler.ts";

export type TwilioLegEvents = {
  started(callSid: string, writer: ReturnType<typeof twilioWriter>): void;
  audio(payload: string): void;
  key(digit: string): void;
  mark(name: string): void;
  stopped(): void;
  /** Closed without `stop`. */
  lost(): void;
  garbage(reason: string): void;
};

export class TwilioLeg {
  readonly #events: TwilioLegEvents;
  readonly #gaps = new GapFiller();
  readonly #frames = new MediaFrameScanner();
  #socket: WebSocket | null = null;
  /** Frames that never came and were replaced by silence. */
  framesMissing = 0;

  constructor(events: TwilioLegEvents) {
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#socket !== null;
  }

  /** Takes over an accepted socket; one from before is closed. */
  attach(socket: WebSocket): void {
    this.close();
    this.#socket = socket;
    this.#gaps.reset();
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket) this.#read(data);
    });
    const gone = () => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#events.lost();
    };
    socket.addEventListener("close", gone);
    socket.addEventListener("error", gone);
  }

  send(message: string): void {
    this.#socket?.send(message);
  }

  close(code = 1000): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code);
  }

  #read(data: unknown): void {
    if (typeof data === "string") {
      const frame = this.#frames.scan(data);
      if (frame) return this.#audio(frame);
      const mark = scanMark(data);
      if (mark) return this.#events.mark(mark);
    }
    const message = readTwilioMessage(data);
    switch (message.event) {
      case "media":
        return this.#audio(message.frame);
      case "mark":
        return this.#events.mark(message.name);
      case "start":
        return this.#events.started(message.callSid, twilioWriter(message.streamSid));
      case "dtmf":
        return this.#events.key(message.digit);
      case "stop":
        this.#events.stopped();
        // Whoever keeps the socket open after its end would keep this object in memory.
        return this.close();
      case "unknown":
        return this.#events.garbage(message.reason);
      case "connected":
        return;
    }
  }

  #audio(frame: MediaFrame): void {
    for (let missing = this.#gaps.missingBefore(frame.timestampMs); missing > 0; missing--) {
      this.framesMissing++;
      this.#events.audio(SILENT_FRAME);
    }
    this.#events.audio(frame.payload);
  }
}
