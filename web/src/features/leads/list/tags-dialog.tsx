import { useState } from "react";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TagPicker } from "../tag-picker.tsx";

const t = he.leadBulk.tag;

type Props = { onClose: () => void; onApply: (change: { add: string[]; remove: string[] }) => void };

/** Of many leads: a first press gives a tag, a second takes it off, a third leaves it as it is. */
export function TagsDialog({ onClose, onApply }: Props) {
  const [change, setChange] = useState<{ add: string[]; remove: string[] }>({ add: [], remove: [] });
  const { add, remove } = change;
  const without = (ids: string[], id: string) => ids.filter((other) => other !== id);
  const toggle = (id: string) => {
    if (add.includes(id)) setChange({ add: without(add, id), remove: [...remove, id] });
    else if (remove.includes(id)) setChange({ add, remove: without(remove, id) });
    else setChange({ add: [...add, id], remove });
  };
  return (
    <Dialog
      title={he.leadBulk.tags}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isDisabled={add.length + remove.length === 0} onPress={() => onApply(change)}>
            {t.apply}
          </Button>
          <Button onPress={onClose}>{he.common.cancel}</Button>
        </>
      }
    >
      <p className="mb-3 text-sm">{t.mixed}</p>
      <TagPicker chosen={new Set(add)} taken={new Set(remove)} onToggle={toggle} />
    </Dialog>
  );
}
