/**
 * Parts that nobody sees before they open them (dialogs, menus): a file of their own, fetched when somebody is about to,
 * or when there is nothing else to do.
 */
import type { ComponentType } from "react";
import type { NoticeQueue } from "./toast.tsx";

export type OnDemand<Props> = {
  load: () => Promise<ComponentType<Props>>;
  /** null: not yet. */ loaded: () => ComponentType<Props> | null;
};

const loads: (() => Promise<unknown>)[] = [];

/** `fetchPart`: as `() => import("./part.tsx").then((file) => file.Part)`. One that failed is tried again the next time. */
export function onDemand<Props>(fetchPart: () => Promise<ComponentType<Props>>): OnDemand<Props> {
  let part: ComponentType<Props> | null = null;
  const load = async () => (part ??= await fetchPart());
  loads.push(load);
  return { load, loaded: () => part };
}

/** So that somebody whose line breaks can still open a menu. What fails is left alone. */
export async function loadAllParts(): Promise<void> {
  for (const load of loads) await load().catch(() => {});
}

export const noticeRegion = onDemand<{ queue: NoticeQueue }>(() =>
  import("./toast-region.tsx").then((file) => file.NoticeRegion),
);
