/** This project's worker as it is, with its databases in another process. */
import { BusinessHub as RealBusinessHub } from "../../durable-objects/business-hub/business-hub.ts";
import { CallSession as RealCallSession } from "../../durable-objects/call-session/call-session.ts";
import type { Env } from "../../worker/env.ts";
import worker from "../../worker/index.ts";
import { RemoteD1 } from "./remote-d1.ts";

type BenchEnv = Env & { RECORD: Fetcher; REMOTE_DATABASES: string[] };

const patched = new WeakMap<object, Env>();

/** One object for each given one, because the composition root is built once for each `env`. */
function withRemoteRecord(env: Env): Env {
  const known = patched.get(env);
  if (known) return known;
  const { RECORD, REMOTE_DATABASES, ...rest } = env as BenchEnv;
  const remote = REMOTE_DATABASES.map((name) => [name, new RemoteD1(RECORD, name)] as const);
  const made = { ...rest, ...Object.fromEntries(remote) } as unknown as Env;
  patched.set(env, made);
  return made;
}

export class CallSession extends RealCallSession {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, withRemoteRecord(env));
  }
}

export class BusinessHub extends RealBusinessHub {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, withRemoteRecord(env));
  }
}

export default {
  fetch: (request, env, ctx) => worker.fetch(request, withRemoteRecord(env), ctx),
  queue: (batch, env) => worker.queue(batch, withRemoteRecord(env)),
} satisfies ExportedHandler<Env>;
