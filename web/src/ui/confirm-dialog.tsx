import type { ReactNode } from "react";
import { errorMessage } from "../api/error-message.ts";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Notice } from "./notice.tsx";

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** What will happen. */ children: ReactNode;
  confirm: string;
  /** In the place of `confirm` while it happens. */ confirming?: string;
  onConfirm: () => void;
  tone?: "primary" | "danger";
  isPending?: boolean;
  /** Why it did not happen; the question stays. A sentence, or an error that has one. */ error?: unknown;
};

/** "Are you sure?" The focus waits on "cancel": Enter pressed out of habit does no harm. */
export const ConfirmDialog = ({
  title,
  isOpen,
  onClose,
  children,
  confirm,
  confirming = confirm,
  onConfirm,
  tone = "primary",
  isPending = false,
  error,
}: Props) => (
  <Dialog
    role="alertdialog"
    title={title}
    isOpen={isOpen}
    onClose={onClose}
    isBusy={isPending}
    actions={
      <>
        <Button variant={tone} onPress={onConfirm} isPending={isPending}>
          {isPending ? confirming : confirm}
        </Button>
        <Button onPress={onClose} isDisabled={isPending} autoFocus>
          {he.common.cancel}
        </Button>
      </>
    }
  >
    {children}
    {Boolean(error) && (
      <div className="mt-4">
        <Notice tone="danger" urgent>
          {typeof error === "string" ? error : errorMessage(error)}
        </Notice>
      </div>
    )}
  </Dialog>
);
