/**
 * Kept on this device for each person of it. Of a visit in somebody else's name nothing is kept and nothing shown: the
 * device is not theirs.
 */
import { useEffect, useSyncExternalStore } from "react";
import { onDevice } from "../../../api/device-storage.ts";
import { useSession } from "../../auth/session-context.ts";
import { PLATFORM, readRecent, withOpened, withoutRecent, type Recent } from "./recent.ts";

const keyOf = (userId: string) => `recent:${userId}`;
const listeners = new Set<() => void>();

const kept = (userId: string): string | null => onDevice.read(keyOf(userId));

function keep(userId: string, json: string): void {
  onDevice.keep(keyOf(userId), json);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For a page that has shown what its address names. `id` is null until it has. */
export function useOpened(place: string, kind: Recent["kind"], id: string | null): void {
  const { user, memberships, impersonation } = useSession();
  const isOwn = impersonation === null;
  useEffect(() => {
    if (id === null || !isOwn) return;
    const places = [...memberships.map(({ businessId }) => businessId), PLATFORM];
    keep(user.id, JSON.stringify(withOpened(readRecent(kept(user.id)), place, { kind, id }, places)));
  }, [place, kind, id, isOwn, user.id, memberships]);
}

/** Newest first, and how to forget one that may not be seen any more. `place`: null for somebody who is nowhere. */
export function useRecent(place: string | null): { recent: Recent[]; forget: (gone: Recent) => void } {
  const { user, impersonation } = useSession();
  const json = useSyncExternalStore(subscribe, () => kept(user.id));
  if (place === null || impersonation !== null) return { recent: [], forget: () => {} };
  return {
    recent: readRecent(json)[place] ?? [],
    forget: (gone) => keep(user.id, JSON.stringify(withoutRecent(readRecent(kept(user.id)), place, gone))),
  };
}
