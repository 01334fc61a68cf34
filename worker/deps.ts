/** The composition root: the one place where adapters are built from configuration and bindings. */
import type { BusinessHub } from "../durable-objects/business-hub/business-hub.ts";
import type { CallSession } from "../durable-objects/call-session/call-session.ts";
import { noMail, type Mailer } from "./adapters/mail.ts";
import { directoryDb, type DirectoryDb } from "./db/directory/client.ts";
import type { TenantDatabases } from "./db/scope.ts";
import { parseConfig, tenantDatabases, type Config, type Env } from "./env.ts";
import type { Job } from "./jobs.ts";
import { createLogger, type Logger } from "./log.ts";

export type Deps = {
  config: Config;
  directory: DirectoryDb;
  tenants: TenantDatabases;
  /** The hub of a business: agent snapshot, live dashboard sockets. */
  hub(businessId: string): DurableObjectStub<BusinessHub>;
  /** The object of one call, by its CallSid. */
  callSession(callSid: string): DurableObjectStub<CallSession>;
  jobs: { send(job: Job): Promise<void> };
  mail: Mailer;
  log: Logger;
  /** Unix ms. */
  now(): number;
  newId(): string;
};

/** Israel is where callers and agencies are; an object stays where it was first asked for. */
const NEAR_THE_CALLERS: DurableObjectLocationHint = "me";

const built = new WeakMap<Env, Deps>();

/** Built once per isolate: `env` is the same object for all requests of one. */
export function depsOf(env: Env): Deps {
  const known = built.get(env);
  if (known) return known;
  const deps: Deps = {
    config: parseConfig(env),
    directory: directoryDb(env.DIRECTORY),
    tenants: tenantDatabases(env),
    hub: (businessId) =>
      env.BUSINESS_HUB.get(env.BUSINESS_HUB.idFromName(businessId), { locationHint: NEAR_THE_CALLERS }),
    callSession: (callSid) =>
      env.CALL_SESSION.get(env.CALL_SESSION.idFromName(callSid), { locationHint: NEAR_THE_CALLERS }),
    jobs: {
      send: async (job) => {
        await env.JOBS.send(job);
      },
    },
    mail: noMail,
    log: createLogger({ service: "worker" }),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
  };
  built.set(env, deps);
  return deps;
}
