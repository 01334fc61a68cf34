import { useEffect } from "react";
import { useBlocker, type Location } from "react-router";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";

/** The parts of the settings are told apart by the query. */
const pageOf = ({ pathname, search }: Location) => pathname + search;

/** Asks before unsaved settings are left. A session that ran out is let through: the draft is kept for the return. */
export function LeaveGuard({ isDirty, onLeave }: { isDirty: boolean; onLeave: () => void }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && pageOf(nextLocation) !== pageOf(currentLocation) && nextLocation.pathname !== paths.signIn(),
  );

  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);

  const stay = () => blocker.reset?.();
  const leave = () => {
    onLeave();
    blocker.proceed?.();
  };
  return (
    <Dialog
      role="alertdialog"
      title={he.settings.leaveTitle}
      isOpen={blocker.state === "blocked"}
      onClose={stay}
      actions={
        <>
          <Button variant="primary" onPress={stay} autoFocus>
            {he.settings.stay}
          </Button>
          <Button variant="danger" onPress={leave}>
            {he.settings.leave}
          </Button>
        </>
      }
    >
      <p>{he.settings.leaveText}</p>
    </Dialog>
  );
}
