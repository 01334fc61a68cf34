import { useEffect, useRef } from "react";
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
    <LeaveQuestion isOpen={blocker.state === "blocked"} onStay={stay} onLeave={leave}>
      {he.settings.leaveText}
    </LeaveQuestion>
  );
}

type QuestionProps = {
  isOpen: boolean;
  onStay: () => void;
  onLeave: () => void;
  /** What is lost. */ children: string;
};

/**
 * The focus waits on it. Given by an effect: above another dialog (a form in one), what the browser focuses of itself is
 * taken back by the dialog below, to which this one is not known yet.
 */
function Stay({ onStay }: { onStay: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button ref={button} variant="primary" onPress={onStay}>
      {he.settings.stay}
    </Button>
  );
}

export const LeaveQuestion = ({ isOpen, onStay, onLeave, children }: QuestionProps) => (
  <Dialog
    role="alertdialog"
    title={he.settings.leaveTitle}
    isOpen={isOpen}
    onClose={onStay}
    actions={
      <>
        <Stay onStay={onStay} />
        <Button variant="danger" onPress={onLeave}>
          {he.settings.leave}
        </Button>
      </>
    }
  >
    <p>{children}</p>
  </Dialog>
);
