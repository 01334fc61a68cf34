import { useState } from "react";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogActions } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";

const t = he.leadBulk.reason;
const LONGEST = 200;

/** Why leads came to nothing; it can be left open. */
export function ReasonDialog({ onClose, onReason }: { onClose: () => void; onReason: (reason: string) => void }) {
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t.title} isOpen onClose={onClose}>
      <form
        className="mt-4"
        onSubmit={(event) => {
          event.preventDefault();
          onReason(reason.trim());
        }}
      >
        <TextField
          label={t.label}
          help={t.help}
          isOptional
          value={reason}
          onChange={setReason}
          maxLength={LONGEST}
          autoFocus
        />
        <DialogActions>
          <Button type="submit" variant="primary">
            {t.submit}
          </Button>
          <Button onPress={onClose}>{he.common.cancel}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
