import { createContext, use } from "react";
import type { Session } from "../../../../core/auth/wire.ts";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("used outside of AuthGuard");
  return session;
}
