import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { REASON_MAX_CHARS, reasonBodySchema } from "../../../../core/admin/wire.ts";
import { he } from "../../i18n/he.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { TextAreaField } from "../../ui/text-field.tsx";
import { useForm } from "../../ui/use-form.ts";

type Reason = { reason: string };

type Props<Answer> = {
  title: string;
  /** What will happen. */ children: ReactNode;
  texts: { reason: string; reasonHelp: string; confirm: string; confirming: string };
  tone: "primary" | "danger";
  mutation: UseMutationResult<Answer, Error, Reason>;
  /** A better sentence for some refusals than the general one. */ explain?: (error: Error) => string | null;
  onDone: (answer: Answer) => void;
  onClose: () => void;
};

const ROWS = 3;

function reasonProblem(reason: string): string | undefined {
  if (reasonBodySchema.safeParse({ reason }).success) return undefined;
  const { tooShort, tooLong } = he.admin.reason;
  return reason.trim().length > REASON_MAX_CHARS ? tooLong(String(REASON_MAX_CHARS)) : tooShort;
}

/** A step that is only taken with a reason, which goes on record. */
export function ReasonDialog<Answer>(props: Props<Answer>) {
  const { title, children, texts, tone, mutation, explain, onDone, onClose } = props;
  const { values, problems, change, ...form } = useForm<Reason, Answer>({
    begin: { reason: "" },
    check: ({ reason }) => ({ reason: reasonProblem(reason) }),
    mutation,
    onDone,
    otherwise: he.admin.reason.tooShort,
  });
  // Until what comes after it has taken the dialog's place.
  const isSending = mutation.isPending || mutation.isSuccess;
  return (
    <FormDialog
      title={title}
      form={{ ...form, isSending }}
      submit={texts.confirm}
      submitting={texts.confirming}
      tone={tone}
      explain={explain}
      onClose={onClose}
    >
      {children}
      <TextAreaField
        label={texts.reason}
        name="reason"
        rows={ROWS}
        autoFocus
        value={values.reason}
        onChange={(reason) => change({ reason })}
        help={texts.reasonHelp}
        error={problems.reason}
      />
    </FormDialog>
  );
}
