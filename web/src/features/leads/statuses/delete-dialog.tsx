import { useState } from "react";
import type { LeadStatus } from "../../../../../core/leads/status.ts";
import { isLastOfKind, isStanding } from "../../../../../core/leads/status-rules.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { SelectField } from "../../../ui/select-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { deletionRefusal } from "../deletion-refusal.ts";
import { useDeleteStatus } from "./status-mutations.ts";

const t = he.statuses.deletion;

type Props = { status: LeadStatus; statuses: readonly LeadStatus[]; count: number; onClose: () => void };

export function DeleteDialog(props: Props) {
  const { status, statuses, onClose } = props;
  // Of one that is on its way already nothing is asked but to go on.
  if (!isStanding(status) || !isLastOfKind(statuses, status.id)) return <Question {...props} />;
  return (
    <Dialog
      title={t.title(status.name)}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{he.common.close}</Button>}
    >
      <p>{t.last}</p>
    </Dialog>
  );
}

function Question({ status, statuses, count, onClose }: Props) {
  const { businessId } = useBusiness();
  const remove = useDeleteStatus(businessId, status.id);
  const [chosen, setChosen] = useState<string | null>(status.movesTo);
  const [isMissing, setMissing] = useState(false);
  const others = statuses.filter((each) => each.id !== status.id && isStanding(each));
  const confirm = () => {
    if (chosen === null) return setMissing(true);
    remove.mutate(chosen, {
      onSuccess: ({ isDone }) => {
        notify({
          tone: "fine",
          title: isDone ? t.done(status.name) : t.later(status.name),
          ...(!isDone && { text: t.laterText }),
        });
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      title={t.title(status.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      tone="danger"
      onConfirm={confirm}
      isPending={remove.isPending}
      error={remove.error && deletionRefusal(remove.error, t.refused)}
    >
      <div className="flex flex-col gap-4">
        <p>{t.text(count)}</p>
        <SelectField
          label={t.moveTo}
          value={chosen}
          placeholder={t.choose}
          options={others.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(id) => {
            setChosen(id);
            setMissing(false);
          }}
          isDisabled={!isStanding(status)}
          error={isMissing ? t.missing : undefined}
        />
      </div>
    </ConfirmDialog>
  );
}
