/** The composition root: the one place where adapters are built from configuration and bindings. */
import type { BusinessHub } from "../durable-objects/business-hub/business-hub.ts";
import type { CallSession } from "../durable-objects/call-session/call-session.ts";
import { cloudflareMail, noMail, type Mailer } from "./adapters/mail.ts";
import { speakNow, type Spoken } from "./adapters/openai/speak.ts";
import {
  ADDRESS_LIMIT,
  boundRateLimiter,
  localRateLimiter,
  SESSION_LIMIT,
  type RateLimiter,
} from "./adapters/rate-limit.ts";
import { r2Files, type FileStore } from "./adapters/storage.ts";
import { directoryDb, type DirectoryDb } from "./db/directory/client.ts";
import { schemaGuard, type SchemaGuard } from "./db/schema-guard.ts";
import type { TenantDatabases } from "./db/scope.ts";
import { parseConfig, tenantDatabases, type Config, type Env } from "./env.ts";
import type { Job } from "./jobs.ts";
import { createLogger, type Logger } from "./log.ts";

export type Deps = {
  config: Config;
  directory: DirectoryDb;
  tenants: TenantDatabases;
  /** Refuses to write to a database that lacks migrations. */
  schema: SchemaGuard;
  /** The hub of a business: agent snapshot, live dashboard sockets. */
  hub(businessId: string): DurableObjectStub<BusinessHub>;
  /** The object of one call, by its CallSid. */
  callSession(callSid: string): DurableObjectStub<CallSession>;
  jobs: { send(job: Job): Promise<void> };
  /** For somebody who waits to hear it; linear audio (worker/adapters/openai/speak.ts). */
  speakNow(spoken: Spoken): Promise<Uint8Array<ArrayBuffer>>;
  mail: Mailer;
  files: FileStore;
  /** Requests of one network address, of one session. */
  rateLimits: { address: RateLimiter; session: RateLimiter };
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
  const config = parseConfig(env);
  const tenants = tenantDatabases(env);
  const log = createLogger({ service: "worker" });
  const now = () => Date.now();
  const deps: Deps = {
    config,
    directory: directoryDb(env.DIRECTORY),
    tenants,
    schema: schemaGuard({ directory: env.DIRECTORY, tenants }, { now, log }),
    hub: (businessId) =>
      env.BUSINESS_HUB.get(env.BUSINESS_HUB.idFromName(businessId), { locationHint: NEAR_THE_CALLERS }),
    callSession: (callSid) =>
      env.CALL_SESSION.get(env.CALL_SESSION.idFromName(callSid), { locationHint: NEAR_THE_CALLERS }),
    jobs: {
      send: async (job) => {
        await env.JOBS.send(job);
      },
    },
    speakNow: (spoken) => speakNow(config, spoken),
    mail: mailerOf(env, config, log),
    files: r2Files(env.RECORDINGS),
    rateLimits: {
      address: rateLimiterOf(env.RATE_ADDRESS, ADDRESS_LIMIT, { log, now }),
      session: rateLimiterOf(env.RATE_SESSION, SESSION_LIMIT, { log, now }),
    },
    log,
    now,
    newId: () => crypto.randomUUID(),
  };
  built.set(env, deps);
  return deps;
}

function mailerOf({ EMAIL }: Env, { MAIL_FROM }: Config, log: Logger): Mailer {
  if (!EMAIL) return noMail;
  if (MAIL_FROM) return cloudflareMail(EMAIL, MAIL_FROM, log);
  log.error("mail_from_missing");
  return noMail;
}

const rateLimiterOf = (
  binding: RateLimit | undefined,
  limit: number,
  { log, now }: Pick<Deps, "log" | "now">,
): RateLimiter => (binding ? boundRateLimiter(binding, log) : localRateLimiter(limit, now));
