import type { Session } from "../core/auth/wire.ts";
import type { BusinessScope } from "./db/scope.ts";
import type { Deps } from "./deps.ts";
import type { Env } from "./env.ts";
import type { Logger } from "./log.ts";

/** What a request carries on its way: `deps` always, `session` behind the session check, `scope` behind membership. */
export type AppEnv = {
  Bindings: Env;
  Variables: { deps: Deps; requestId: string; log: Logger };
};
export type SessionVariables = { session: Omit<Session, "csrfToken"> & { sessionId: string } };
export type ScopeVariables = SessionVariables & { scope: BusinessScope; role: "manager" | "business" };
