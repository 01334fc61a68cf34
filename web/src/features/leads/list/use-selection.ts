/** Which leads of a list are chosen: some of them, or all that match, those that are not loaded too. */
import { useCallback, useState } from "react";

export type Selection = { all: boolean; ids: ReadonlySet<string> };
const NOTHING: Selection = { all: false, ids: new Set() };

/** `list`: what names the list; in another one nothing is chosen. */
export function useSelection(list: string) {
  const [kept, setKept] = useState({ list, selection: NOTHING });
  const selection = kept.list === list ? kept.selection : NOTHING;
  const set = (next: Selection) => setKept({ list, selection: next });
  // The same one for as long as the list is: each of its lines holds it.
  const toggle = useCallback(
    (id: string, loaded: readonly string[]) =>
      setKept((before) => {
        const { all, ids: chosen } = before.list === list ? before.selection : NOTHING;
        const ids = new Set(all ? loaded : chosen);
        if (!ids.delete(id)) ids.add(id);
        return { list, selection: { all: false, ids } };
      }),
    [list],
  );
  return {
    selection,
    has: (id: string) => selection.all || selection.ids.has(id),
    isEmpty: !selection.all && selection.ids.size === 0,
    /** `loaded`: what is left of all when one is taken out. */
    toggle,
    choose: (ids: readonly string[]) => set({ all: false, ids: new Set(ids) }),
    chooseAll: () => set({ all: true, ids: new Set() }),
    clear: () => set(NOTHING),
  };
}
export type UsedSelection = ReturnType<typeof useSelection>;
