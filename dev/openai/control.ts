/** How tests and other processes look into the stand-in and make it fail. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { faultSchema, FaultStore, isUpgradeFault, momentOf, type Fault, type FaultInput } from "./faults.ts";
import type { SessionOptions } from "./session-context.ts";
import type { SessionState, Violation } from "./session-log.ts";
import type { Session } from "./session.ts";

export interface StandInState {
  readonly sessions: readonly SessionState[];
  readonly violations: readonly Violation[];
  /** Faults that no connection has met yet. */
  readonly faults: readonly Fault[];
}

export type ControlOptions = SessionOptions & { readonly connectMs: number };

export interface Control {
  /** Applies to sessions that open from now on. */
  options: ControlOptions;
  readonly faults: FaultStore;
  /** Everything the real service would have refused, of all sessions. */
  readonly violations: readonly Violation[];
  addFault(fault: FaultInput): void;
  state(): StandInState;
  /** Forgets faults, violations and sessions; open sessions are cut. */
  reset(): void;
  opened(session: Session): void;
  ended(session: Session, code: number): void;
  /** Answers requests under `/_standin/`; false for any other. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Ended sessions beyond this many are forgotten, oldest first. */
const MOST_SESSIONS = 200;

const optionsSchema = z.strictObject({
  pace: z.enum(["realtime", "fast", "burst"]).optional(),
  firstAudioMs: z.int().min(0).optional(),
  transcriptionMs: z.int().min(0).optional(),
  connectMs: z.int().min(0).optional(),
});

export function createControl(initial: ControlOptions): Control {
  let sessions: Session[] = [];
  const faults = new FaultStore();

  const control: Control = {
    options: initial,
    faults,
    get violations() {
      return sessions.flatMap((session) => session.state.violations);
    },
    addFault(input) {
      const fault = faultSchema.parse(input);
      if (isUpgradeFault(fault) || momentOf(fault) !== "now") return faults.add(fault);
      for (const session of sessions) {
        if (session.open && (fault.model === undefined || fault.model === session.model)) session.suffer(fault);
      }
    },
    state: () => ({
      sessions: sessions.map((session) => session.state),
      violations: control.violations,
      faults: faults.waiting,
    }),
    reset() {
      faults.clear();
      for (const session of sessions) if (session.open) session.close(1006);
      sessions = [];
      control.options = initial;
    },
    opened(session) {
      sessions.push(session);
      if (sessions.length > MOST_SESSIONS) {
        const oldest = sessions.findIndex((candidate) => !candidate.open);
        if (oldest >= 0) sessions.splice(oldest, 1);
      }
    },
    ended: (session, code) => session.ended("client", code),
    handle(request, response) {
      const path = new URL(request.url ?? "/", "http://stand-in").pathname;
      if (!path.startsWith("/_standin/")) return false;
      void answer(control, `${request.method} ${path}`, request).then(({ status, body }) =>
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
      );
      return true;
    },
  };
  return control;
}

async function answer(
  control: Control,
  route: string,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  try {
    switch (route) {
      case "GET /_standin/state":
        return { status: 200, body: control.state() };
      case "POST /_standin/reset":
        control.reset();
        return { status: 200, body: { ok: true } };
      case "POST /_standin/options": {
        const changes = optionsSchema.parse(await json(request));
        control.options = { ...control.options, ...JSON.parse(JSON.stringify(changes)) };
        return { status: 200, body: control.options };
      }
      case "POST /_standin/faults": {
        const body = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]).parse(await json(request));
        const faults = z.array(faultSchema).parse(body);
        for (const fault of faults) control.addFault(fault);
        return { status: 200, body: { ok: true, added: faults.length } };
      }
      case "DELETE /_standin/faults":
        control.faults.clear();
        return { status: 200, body: { ok: true } };
      default:
        return { status: 404, body: { error: { message: `No such route: ${route}` } } };
    }
  } catch (error) {
    return { status: 400, body: { error: { message: error instanceof Error ? error.message : String(error) } } };
  }
}
