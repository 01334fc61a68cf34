/** Whether somebody else has signed in in another tab, and the dialog that says so. */
import { useSyncExternalStore } from "react";
import { onDemand } from "../../ui/parts.ts";
import { WhenOpen } from "../../ui/when-open.tsx";

/** The name of who is signed in by now, "" when it is not known; null while that is who this page shows. */
let changedTo: string | null = null;
const listeners = new Set<() => void>();

export function showPersonChanged(name: string): void {
  if (changedTo !== null && name === "") return;
  changedTo = name;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const dialog = onDemand(() => import("./person-changed-dialog.tsx").then((file) => file.PersonChangedDialog));
/** It cannot be closed. */
const stay = () => {};

export function PersonChanged() {
  const now = useSyncExternalStore(subscribe, () => changedTo);
  return <WhenOpen of={dialog} isOpen={now !== null} onClose={stay} props={{ now }} />;
}
