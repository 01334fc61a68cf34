/** This project's worker as it is, with its databases in another process. */
import { BusinessHub as RealBusinessHub } from "../../durable-objects/business-hub/business-hub.ts";
import { CallSession as RealCallSession } from "../../durable-objects/call-session/call-session.ts";
import { createApp } from "../../worker/app.ts";
import type { Env } from "../../worker/env.ts";
import { RemoteD1 } from "./remote-d1.ts";

type BenchEnv = Env & { RECORD: Fetcher };

const patched = new WeakMap<object, Env>();

/** One object for each given one, because the composition root is built once for each `env`. */
function withRemoteRecord(env: Env): Env {
  const known = patched.get(env);
  if (known) return known;
  const { RECORD, ...rest } = env as BenchEnv;
  const remote = (name: string) => { const d1: any = new RemoteD1(RECORD, name); const batch = d1.batch.bind(d1); if (X.includes("nowrite")) d1.batch = async (st: any[]) => /^\s*(update|insert)/i.test(st[0].sql) && /call_turns|call_events|usage/.test(st[0].sql) ? st.map(() => ({ results: [], success: true, meta: {} })) : batch(st); return d1 as D1Database; };
  const X = String((env as Record<string, unknown>)["X"] ?? "");
  if (X.includes("nohub")) { const ns = env.BUSINESS_HUB as any; (rest as any).BUSINESS_HUB = { idFromName: (n: string) => ns.idFromName(n), get: (id: any, o: any) => { const stub = ns.get(id, o); return { snapshot: (p: any) => stub.snapshot(p), publish: async () => {}, keepGreeting: (a: any, b: any) => stub.keepGreeting(a, b), fetch: (r: any) => stub.fetch(r) }; } }; }
  if (X.includes("nolog")) console.log = () => {};
  const made: Env = { ...rest, DIRECTORY: remote("DIRECTORY"), TENANT_0: remote("TENANT_0") } as Env;
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

const app = createApp();

export default {
  fetch: (request, env, ctx) => app.fetch(request, withRemoteRecord(env), ctx),
} satisfies ExportedHandler<Env>;
