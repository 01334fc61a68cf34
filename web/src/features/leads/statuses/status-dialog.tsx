import { Radio, RadioGroup } from "react-aria-components";
import type { LeadStatus, StatusFields } from "../../../../../core/leads/status.ts";
import {
  FIRST_STATUS,
  isLastOfKind,
  isNameTaken,
  STATUS_COLORS,
  STATUS_KINDS,
  STATUS_NAME_MAX_CHARS,
  type StatusColor,
} from "../../../../../core/leads/status-rules.ts";
import { he } from "../../../i18n/he.ts";
import { CheckboxField } from "../../../ui/checkbox-field.tsx";
import { FieldLabel } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form-dialog.tsx";
import { RadioCards } from "../../../ui/radio-cards.tsx";
import { StatusDot } from "../../../ui/status-badge.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useForm } from "../../../ui/use-form.ts";
import { useBusiness } from "../../business/business-context.ts";
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
      <ColorChoice value={values.color} onChange={(color) => change({ color })} />
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

/** A new one begins with the first colour that no other has. */
function fieldsOf(status: LeadStatus | null, statuses: readonly LeadStatus[]): StatusFields {
  if (status) {
    const { name, color, kind, mayContact, asksReason } = status;
    return { name, color, kind, mayContact, asksReason };
  }
  const color = STATUS_COLORS.find((each) => statuses.every((other) => other.color !== each)) ?? "teal";
  return { name: "", color, kind: "open", mayContact: true, asksReason: false };
}

function ColorChoice({ value, onChange }: { value: StatusColor; onChange: (color: StatusColor) => void }) {
  const choose = (picked: string) => {
    const color = STATUS_COLORS.find((each) => each === picked);
    if (color) onChange(color);
  };
  return (
    <RadioGroup value={value} onChange={choose}>
      <FieldLabel>{t.color}</FieldLabel>
      <div className="flex flex-wrap gap-2">
        {STATUS_COLORS.map((color) => (
          <Radio
            key={color}
            value={color}
            className="flex min-h-10 cursor-pointer items-center gap-2 rounded-lg border border-line-strong bg-surface px-3 text-sm transition-colors data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent data-hovered:border-ink-faint data-selected:border-accent data-selected:bg-accent-soft data-selected:font-medium"
          >
            <StatusDot color={color} />
            {he.statuses.colors[color]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
