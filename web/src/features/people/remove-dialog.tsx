import { useNavigate } from "react-router";
import type { Person } from "../../../../core/people/wire.ts";
import { he } from "../../i18n/he.ts";
import { paths } from "../../paths.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { notify } from "../../ui/toast.tsx";
import { useRemovePerson } from "./people-queries.ts";
import { refusalText } from "./refusal-text.ts";

const t = he.people.remove;

type Props = { businessId: string; person: Person; isSelf: boolean; onClose: () => void };

export function RemoveDialog({ businessId, person, isSelf, onClose }: Props) {
  const remove = useRemovePerson(businessId, person.userId);
  const navigate = useNavigate();
  const removed = () => {
    notify({ tone: "fine", title: t.done(person.name), text: t.doneText });
    if (isSelf) void navigate(paths.home(), { replace: true });
    else onClose();
  };
  return (
    <ConfirmDialog
      title={t.title(person.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      tone="danger"
      onConfirm={() => remove.mutate(undefined, { onSuccess: removed })}
      isPending={remove.isPending}
      error={remove.error && refusalText(remove.error)}
    >
      <p>{t.text}</p>
      {isSelf && <p className="mt-3 font-medium text-danger">{t.self}</p>}
    </ConfirmDialog>
  );
}
