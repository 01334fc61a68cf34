/** What only the socket knows of calls that are running; kept beside the fetched answers, never fetched itself. */
import { useQuery } from "@tanstack/react-query";
import type { HubEvent } from "../../../core/contract/hub-events.ts";
import type { LiveTurn } from "./turns.ts";

export type RunningTool = Extract<HubEvent, { type: "call.tool" }>["tool"];

export const liveKeys = {
  all: ["live"] as const,
  turns: (businessId: string, callId: string) => ["live", businessId, "turns", callId] as const,
  tool: (businessId: string, callId: string) => ["live", businessId, "tool", callId] as const,
};

const NO_TURNS: readonly LiveTurn[] = [];
const fromSocketOnly = { enabled: false, staleTime: Infinity } as const;

/** Longer than any call: nobody may be looking when it begins. Set for `liveKeys.all` when the cache is made. */
export const LIVE_KEPT_MS = 2 * 3_600_000;

export function useLiveTurns(businessId: string, callId: string): readonly LiveTurn[] {
  const { data } = useQuery<readonly LiveTurn[]>({
    queryKey: liveKeys.turns(businessId, callId),
    queryFn: () => NO_TURNS,
    ...fromSocketOnly,
  });
  return data ?? NO_TURNS;
}

export function useRunningTool(businessId: string, callId: string): RunningTool | null {
  const { data } = useQuery<RunningTool | null>({
    queryKey: liveKeys.tool(businessId, callId),
    queryFn: () => null,
    ...fromSocketOnly,
  });
  return data ?? null;
}
