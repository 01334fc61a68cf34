/** A call as lines of text for a person who watches. Hebrew is printed as it is: terminals order it themselves. */
import { styleText } from "node:util";
import type { SimulatedCall } from "../twilio/call.ts";
import type { CallEvent } from "../twilio/call-log.ts";
import type { StreamEnd } from "../twilio/media-stream.ts";
import type { LiveEvent } from "./product-api.ts";
import type { Progress, RunResult } from "./runner.ts";
import type { Scenario } from "./schema.ts";

type Style = Parameters<typeof styleText>[0];

const WHO_WIDTH = 10;

export class Terminal {
  private readonly write: (line: string) => void;
  /** A turn's text grows; it is printed when it is final, or when another turn or the end comes first. */
  private pending: { seq: number; role: string; text: string } | undefined;
  private clock: () => number = () => 0;
  /** What the caller is about to say: shown when it is said, which may be later than the step begins. */
  private words = "";

  constructor(write: (line: string) => void) {
    this.write = write;
  }

  begin({ name, title, description, from, to }: Scenario): void {
    this.write(`${styleText("bold", `${name} · ${title}`)}`);
    this.write(styleText("dim", description));
    this.write(styleText("dim", `${from} → ${to}`));
  }

  show(progress: Progress, call: SimulatedCall): void {
    this.clock = call.now;
    if (progress.kind === "live") this.showLive(progress.event);
    else if (progress.kind === "call") this.showCall(progress.event);
    else this.words = progress.text ?? "";
  }

  end({ checks, call, ok, okButForTiming }: RunResult, strict: boolean): void {
    this.flush();
    this.write("");
    for (const check of checks) {
      const sign = check.ok ? styleText("green", "✓") : styleText(check.timing && !strict ? "yellow" : "red", "✗");
      this.write(`${sign} ${check.what}${check.ok ? styleText("dim", `  ${check.got}`) : `  got: ${check.got}`}`);
    }
    const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
    const gaps = call.gaps.map(({ ms }) => Math.round(ms)).join(", ") || "0";
    const first = call.firstAudioMs === undefined ? "none" : `${Math.round(call.firstAudioMs)} ms`;
    this.write("");
    this.write(
      styleText(
        "dim",
        `call ${seconds(call.durationMs)} · assistant heard ${seconds(call.playedMs)} · first sound ${first} · ` +
          `dead air ${gaps} ms · cuts ${call.cuts.length} · longest buffer ${seconds(call.bufferHighWaterMs)}`,
      ),
    );
    const passed = strict ? ok : okButForTiming;
    this.write(passed ? styleText(["bold", "green"], "passed") : styleText(["bold", "red"], "failed"));
  }

  private showLive(event: LiveEvent): void {
    if (event.type === "call.turn") {
      const { seq, role, text, final } = event.turn;
      if (this.pending !== undefined && this.pending.seq !== seq) this.flush();
      this.pending = { seq, role, text };
      if (final) this.flush();
    } else if (event.type === "call.tool") {
      this.line("tool", `${event.tool?.name ?? ""} ${event.tool?.status ?? ""}`, "magenta");
    } else if (event.type === "call.ended") {
      this.flush();
      this.line("product", `call ended: ${event.reason ?? ""}`, "dim");
    }
  }

  private showCall(event: CallEvent): void {
    if (event.kind === "caller-started") return this.line("caller", `(says) ${this.words}`, "dim");
    const text = describe(event);
    if (text === undefined) return;
    const isBad = event.kind === "violation" || event.kind === "error" || event.kind === "webhook-failed";
    this.line("twilio", text, isBad ? "red" : "dim");
  }

  private flush(): void {
    const turn = this.pending;
    this.pending = undefined;
    if (turn !== undefined && turn.text !== "")
      this.line(turn.role, turn.text, turn.role === "caller" ? "cyan" : "yellow");
  }

  private line(who: string, text: string, style: Style): void {
    const at = (this.clock() / 1_000).toFixed(1).padStart(6);
    this.write(`${styleText("dim", at)}  ${styleText(style, who.padEnd(WHO_WIDTH))} ${text}`);
  }
}

/** `undefined` for what happens too often to be told. */
function describe(event: CallEvent): string | undefined {
  switch (event.kind) {
    case "webhook":
      return `${new URL(event.url).pathname} (${event.fields["CallStatus"]}) → ${event.status}`;
    case "webhook-failed":
      return `${event.url}: ${event.reason}`;
    case "twiml-say":
      return `says: ${event.text}`;
    case "twiml-play":
      return `plays ${event.url}`;
    case "dialled":
      return `dials ${event.number}: ${event.outcome}`;
    case "stream-started":
      return "stream open";
    case "stream-ended":
      return `stream ended by ${describeEnd(event.end)}`;
    case "cleared":
      return event.droppedMs > 0 ? `assistant cut off, ${Math.round(event.droppedMs)} ms dropped` : undefined;
    case "assistant-started":
      return "assistant speaks";
    case "assistant-done":
      return "assistant silent";
    case "caller-ended":
      return "caller silent";
    case "digit":
      return `key ${event.digit} → ${event.heardBy}`;
    case "violation":
    case "error":
      return event.message;
    case "ended":
      return `call ${event.status}`;
    case "caller-started":
    case "received":
    case "mark-received":
    case "mark-returned":
      return undefined;
  }
}

function describeEnd(end: StreamEnd): string {
  if (end.by === "server") return `the Worker (${end.code})`;
  return end.by === "refused" ? `refusal: ${end.reason}` : end.by;
}
