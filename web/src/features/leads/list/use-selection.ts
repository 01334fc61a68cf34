/** Which leads of a list are chosen: some of them, or all that match, those that are not loaded too. */
import { useState } from "react";

export type Selection = { all: boolean; ids: ReadonlySet<string> };
const NOTHING: Selection = { all: false, ids: new Set() };

/** `list`: what names the list; in another one nothing is chosen. */
export function useSelection(list: string) {
  const [kept, setKept] = useState({ list, selection: NOTHING });
  const selection = kept.list === list ? kept.selection : NOTHING;
  const set = (next: Selection) => setKept({ list, selection: next });
  return {
    selection,
    has: (id: string) => selection.all || selection.ids.has(id),
    isEmpty: !selection.all && selection.ids.size === 0,
    /** `loaded`: what is left of all when one is taken out. */
    toggle: (id: string, loaded: readonly string[]) => {
      const ids = new Set(selection.all ? loaded : selection.ids);
      if (!ids.delete(id)) ids.add(id);
      set({ all: false, ids });
    },
    choose: (ids: readonly string[]) => set({ all: false, ids: new Set(ids) }),
    chooseAll: () => set({ all: true, ids: new Set() }),
    clear: () => set(NOTHING),
  };
}
export type UsedSelection = ReturnType<typeof useSelection>;
