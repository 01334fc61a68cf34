import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { he } from "../i18n/he.ts";
import { IconButton } from "./button.tsx";

type Props = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode };

/** Comes up from the foot of the phone's screen, and takes as much of it as it needs. */
export const Sheet = ({ title, isOpen, onClose, children }: Props) => (
  <ModalOverlay
    isOpen={isOpen}
    onOpenChange={(open) => !open && onClose()}
    isDismissable
    className="fixed inset-0 z-50 flex items-end bg-backdrop"
  >
    <Modal className="max-h-[85dvh] w-full overflow-y-auto rounded-t-2xl border-t border-line bg-surface p-4 pb-[max(1rem,env(safe-area-inset-bottom))] animate-rise outline-none">
      <Dialog className="outline-none">
        <div className="mb-2 flex items-center justify-between">
          <Heading slot="title" className="text-lg font-semibold">
            {title}
          </Heading>
          <IconButton label={he.common.close} onPress={onClose}>
            <X aria-hidden className="size-5" />
          </IconButton>
        </div>
        {children}
      </Dialog>
    </Modal>
  </ModalOverlay>
);
