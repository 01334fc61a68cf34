import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { he } from "../../../i18n/he.ts";
import type { NavItem } from "../nav-item.ts";
import type { Place } from "../place.ts";
import { Palette } from "./palette.tsx";

type Props = { place: Place; items: readonly NavItem[]; isOpen: boolean; onClose: () => void };

/** High on the screen, so that the list below the field can grow without moving it. */
export const PaletteDialog = ({ place, items, isOpen, onClose }: Props) => (
  <ModalOverlay
    isOpen={isOpen}
    onOpenChange={(open) => !open && onClose()}
    isDismissable
    className="fixed inset-0 z-50 flex items-start justify-center bg-backdrop px-3 pt-3 sm:pt-[12dvh]"
  >
    <Modal className="w-full max-w-xl overflow-hidden rounded-2xl border border-line bg-surface shadow-lg shadow-black/10 animate-rise outline-none">
      <Dialog aria-label={he.palette.label} className="outline-none">
        <Palette place={place} items={items} onClose={onClose} />
      </Dialog>
    </Modal>
  </ModalOverlay>
);
