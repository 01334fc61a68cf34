import { useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../../../core/auth/wire.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SESSION_KEY } from "./session-queries.ts";

/**
 * Over everything, with one way on: this page belongs to a person who is not signed in any more. It does not load anew by
 * itself, because what was typed and not saved can still be read and copied behind it.
 */
export function PersonChangedDialog({
  now,
}: {
  /** The name of who is signed in by now; "": not known. */ now: string | null;
}) {
  const shown = useQueryClient().getQueryData<Session>(SESSION_KEY)?.user.name ?? "";
  const t = he.auth.personChanged;
  return (
    <Dialog
      role="alertdialog"
      title={t.title}
      isOpen={now !== null}
      isBusy
      onClose={() => {}}
      actions={
        <Button variant="primary" onPress={() => window.location.assign(paths.home())}>
          {t.reload}
        </Button>
      }
    >
      <p>{now !== null && t.text(shown, now)}</p>
    </Dialog>
  );
}
