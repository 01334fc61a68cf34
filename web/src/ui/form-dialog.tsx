import type { ReactNode } from "react";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";
import { FormError } from "./form-error.tsx";
import { Notice } from "./notice.tsx";
import type { FormState } from "./use-form.ts";

type Props = {
  title: string;
  isOpen?: boolean;
  form: FormState;
  submit: string;
  /** In the place of `submit` while it is sent. */ submitting: string;
  tone?: "primary" | "danger";
  size?: "medium" | "large";
  /** A better sentence for some refusals than the general one. */ explain?:
    | ((error: Error) => string | null)
    | undefined;
  onClose: () => void;
  /** The fields. */ children: ReactNode;
};

/** A few fields to fill in, which are sent or let be. */
export function FormDialog({
  title,
  isOpen = true,
  form,
  submit,
  submitting,
  tone = "primary",
  size = "medium",
  explain,
  onClose,
  children,
}: Props) {
  const { formProps, isSending, error, sentAt } = form;
  const explained = error && explain?.(error);
  return (
    <Dialog title={title} isOpen={isOpen} isBusy={isSending} onClose={onClose} size={size}>
      <form {...formProps} className="mt-4 flex flex-col gap-5">
        {children}
        {explained ? (
          <Notice tone="danger" urgent>
            {explained}
          </Notice>
        ) : (
          <FormError error={error} sentAt={sentAt} />
        )}
        <DialogActions>
          <Button type="submit" variant={tone} isPending={isSending}>
            {isSending ? submitting : submit}
          </Button>
          <Button onPress={onClose} isDisabled={isSending}>
            {he.common.cancel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
