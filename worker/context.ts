import type { Actor, Client } from "../core/audit/actions.ts";
import type { Role } from "../core/auth/permissions.ts";
import type { BusinessPlace, BusinessScope } from "./db/scope.ts";
import type { Deps } from "./deps.ts";
import type { Env } from "./env.ts";
import type { SignedIn } from "./features/auth/signed-in.ts";
import type { Logger } from "./log.ts";

/** What a request carries on its way: `deps` always, `session` behind the session check, `scope` behind membership. */
export type AppEnv = {
  Bindings: Env;
  Variables: { deps: Deps; requestId: string; log: Logger; client: Client };
};
export type SessionEnv = { Bindings: Env; Variables: AppEnv["Variables"] & { session: SignedIn; actor: Actor } };
export type ScopeEnv = {
  Bindings: Env;
  Variables: SessionEnv["Variables"] & { scope: BusinessScope; place: BusinessPlace; role: Role };
};
