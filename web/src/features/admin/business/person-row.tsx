import { KeyRound, LogIn } from "lucide-react";
import { useState } from "react";
import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import type { Person } from "../../../../../core/people/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Email } from "../../../ui/email.tsx";
import { EnterAsDialog } from "./enter-as-dialog.tsx";
import { ResetLinkDialog } from "./reset-link-dialog.tsx";

type Props = {
  business: AdminBusiness;
  person: Person;
  /** The name as it is told from the others', where no e-mail stands below it. */ told: string;
  /** Id of the note that says why nobody can enter. */ noteId: string;
};

/** Support does not act as one another, and makes no links to one another's accounts: of people here, the server says so. */
const isAdmin = ({ resetAllowed }: Person) => !resetAllowed;

export function PersonRow({ business, person, told, noteId }: Props) {
  const [open, setOpen] = useState<"enter" | "reset" | null>(null);
  const close = () => setOpen(null);
  const { enterAs, business: texts } = he.admin;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2.5 border-t border-line px-4 py-3 first:border-t-0 md:px-5">
      <Avatar name={person.name} />
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 font-semibold break-words">{person.name}</span>
          <span className="text-sm text-ink-faint">{he.nav.role[person.role]}</span>
          {isAdmin(person) && <Badge>{he.admin.isAdmin}</Badge>}
          {person.resetAskedAt !== null && <Badge tone="warn">{texts.resetAsked}</Badge>}
        </p>
        <Email className="block text-end text-sm text-ink-faint">{person.email}</Email>
      </div>
      {isAdmin(person) ? (
        <p className="text-sm text-ink-faint">{he.admin.isAdminNote}</p>
      ) : (
        <div role="group" aria-label={texts.actionsFor(told)} className="flex flex-wrap gap-1.5">
          <Button
            size="small"
            isDisabled={!business.impersonationAllowed}
            {...(!business.impersonationAllowed && { "aria-describedby": noteId })}
            onPress={() => setOpen("enter")}
          >
            <LogIn aria-hidden className="size-4" />
            {enterAs.action}
          </Button>
          <Button size="small" variant="quiet" onPress={() => setOpen("reset")}>
            <KeyRound aria-hidden className="size-4" />
            {he.people.reset.action}
          </Button>
        </div>
      )}
      {open === "enter" && <EnterAsDialog business={business} person={{ ...person, name: told }} onClose={close} />}
      {open === "reset" && <ResetLinkDialog person={{ ...person, name: told }} onClose={close} />}
    </li>
  );
}
