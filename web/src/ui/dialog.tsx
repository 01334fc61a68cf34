import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { ReactNode } from "react";

type Props = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode; actions: ReactNode };

/** A question that has to be answered first. On the phone it stands at the bottom, under the thumb. */
export function Dialog({ title, isOpen, onClose, children, actions }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-50 flex items-end justify-center bg-backdrop p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:items-center"
    >
      <Modal className="w-full max-w-md rounded-2xl border border-line bg-surface p-5 outline-none">
        <AriaDialog role="alertdialog" className="outline-none">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          <div className="mt-2 text-ink-soft">{children}</div>
          <div className="mt-5 flex flex-col gap-2 sm:flex-row sm:flex-wrap">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
