/** Which columns of the list somebody shows: kept on this device, for each person who uses it. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { LEAD_COLUMNS, type LeadColumn } from "../../../../../core/leads/list-columns.ts";
import { useSession } from "../../auth/session-context.ts";
import { useBusiness } from "../../business/business-context.ts";
import { tagsQuery } from "../lead-queries.ts";

export const FIRST_COLUMNS: readonly LeadColumn[] = ["wish", "nextAction", "status", "tags", "assignee", "updated"];

const keyOf = (userId: string) => `agentlocator.lead-columns.${userId}`;
const listeners = new Set<() => void>();

/** Whatever was kept, in the order of the screen; null: nothing that can be read. */
export function readColumns(kept: string | null): LeadColumn[] | null {
  if (kept === null) return null;
  const names = kept.split(",");
  return LEAD_COLUMNS.filter((column) => names.includes(column));
}

function keep(userId: string, columns: readonly LeadColumn[]): void {
  try {
    localStorage.setItem(keyOf(userId), columns.join(","));
  } catch {
    // A browser that keeps nothing: they are chosen anew the next time.
  }
  for (const listener of listeners) listener();
}

function kept(userId: string): string | null {
  try {
    return localStorage.getItem(keyOf(userId));
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export function useColumns(): [readonly LeadColumn[], (columns: readonly LeadColumn[]) => void] {
  const { user } = useSession();
  const text = useSyncExternalStore(subscribe, () => kept(user.id));
  const columns = useMemo(() => readColumns(text) ?? FIRST_COLUMNS, [text]);
  return [columns, (chosen) => keep(user.id, chosen)];
}

/** Without those that would be empty: of tags, while the business has none. */
export function useShownColumns(): readonly LeadColumn[] {
  const { businessId } = useBusiness();
  const { data: tags } = useQuery(tagsQuery(businessId));
  const [columns] = useColumns();
  return useMemo(
    () => (tags?.length === 0 ? columns.filter((column) => column !== "tags") : columns),
    [columns, tags?.length],
  );
}
