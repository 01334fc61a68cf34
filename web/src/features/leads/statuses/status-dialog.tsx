import type { LeadStatus, StatusFields } from "../../../../../core/leads/status.ts";
import {
  FIRST_STATUS,
  isLastOfKind,
  isNameTaken,
  freeColor,
  STATUS_KINDS,
  STATUS_NAME_MAX_CHARS,
} from "../../../../../core/leads/status-rules.ts";
import { he } from "../../../i18n/he.ts";
import { CheckboxField } from "../../../ui/checkbox-field.tsx";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
import { ColorChoice } from "../color-choice.tsx";
import { useSaveStatus } from "./status-mutations.ts";

const t = he.statuses.form;

type Props = {
  /** Null: a new one. */ status: LeadStatus | null;
  statuses: readonly LeadStatus[];
  onClose: () => void;
};

export function StatusDialog({ status, statuses, onClose }: Props) {
  const { businessId } = useBusiness();
  const mutation = useSaveStatus(businessId, status?.id ?? null);
  const form = useForm<StatusFields, LeadStatus[]>({
    begin: fieldsOf(status, statuses),
    check: ({ name }) => {
      if (name.trim() === "") return { name: t.noName };
      return isNameTaken(statuses, name, status?.id ?? null) ? { name: t.taken } : {};
    },
    mutation,
    otherwise: t.otherwise,
    refused: ({ details }) => (details[0]?.field === "name" ? { name: t.taken } : {}),
    onDone: (_, { name }) => {
      notify({ tone: "fine", title: status ? t.changed(name.trim()) : t.created(name.trim()) });
      onClose();
    },
  });
  const { values, problems, change } = form;
  const isFirst = status?.id === FIRST_STATUS;
  const isKindFixed = isFirst || (status !== null && isLastOfKind(statuses, status.id));
  return (
    <FormDialog
      title={status ? t.editTitle(status.name) : t.newTitle}
      form={form}
      submit={t.save}
      submitting={t.saving}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        value={values.name}
        onChange={(name) => change({ name })}
        maxLength={STATUS_NAME_MAX_CHARS}
        error={problems.name}
        autoFocus
      />
      <ColorChoice label={t.color} value={values.color} onChange={(color) => change({ color })} />
      <RadioCards
        label={t.kind}
        value={values.kind}
        options={STATUS_KINDS.map((value) => ({ value, ...he.statuses.kinds[value] }))}
        onChange={(kind) => change({ kind })}
        isDisabled={isKindFixed}
        help={isKindFixed ? (isFirst ? t.kindFixed : t.kindLast) : undefined}
        error={problems.kind}
      />
      <div className="flex flex-col gap-1">
        <CheckboxField
          label={t.mayContact}
          help={t.mayContactHelp}
          isSelected={values.mayContact}
          onChange={(mayContact) => change({ mayContact })}
        />
        {values.kind === "lost" && (
          <CheckboxField
            label={t.asksReason}
            isSelected={values.asksReason}
            onChange={(asksReason) => change({ asksReason })}
          />
        )}
      </div>
    </FormDialog>
  );
}

function fieldsOf(status: LeadStatus | null, statuses: readonly LeadStatus[]): StatusFields {
  if (status) {
    const { name, color, kind, mayContact, asksReason } = status;
    return { name, color, kind, mayContact, asksReason };
  }
  return { name: "", color: freeColor(statuses), kind: "open", mayContact: true, asksReason: false };
}
