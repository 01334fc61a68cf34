import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { he } from "../i18n/he.ts";
import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** At the foot. A form puts its own DialogActions inside of itself instead. */ actions?: ReactNode;
  /** `alertdialog`: a question that has to be answered; it has no cross. */ role?: "dialog" | "alertdialog";
  size?: "medium" | "large";
  /** Something runs that cannot be called back: nothing closes it now. */ isBusy?: boolean;
};

/** On the phone it stands at the bottom, under the thumb. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  role = "dialog",
  size = "medium",
  isBusy = false,
}: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      // A form that was typed into must not be lost by a tap beside it.
      isDismissable={role === "alertdialog" && !isBusy}
      isKeyboardDismissDisabled={isBusy}
      className="fixed inset-0 z-50 flex items-end justify-center bg-backdrop p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:items-center"
    >
      <Modal
        className={cx(
          "max-h-full w-full overflow-y-auto rounded-2xl border border-line bg-surface p-5 animate-rise outline-none sm:p-6",
          size === "large" ? "max-w-2xl" : "max-w-md",
        )}
      >
        <AriaDialog role={role} className="outline-none">
          <div className="flex items-start justify-between gap-3">
            <Heading slot="title" className="min-w-0 text-lg leading-snug font-semibold text-balance break-words">
              {title}
            </Heading>
            {role === "dialog" && (
              <IconButton label={he.common.close} onPress={onClose} isDisabled={isBusy} className="-mt-1.5 -me-2">
                <X aria-hidden className="size-5" />
              </IconButton>
            )}
          </div>
          <div className="mt-2 text-ink-soft">{children}</div>
          {actions && <DialogActions>{actions}</DialogActions>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons of a dialog, the one that goes on first. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className="mt-6 flex flex-col gap-2 sm:flex-row sm:flex-wrap">{children}</div>
);
