import { useState } from "react";
import { NOTE_MAX_CHARS } from "../../../../../core/leads/limits.ts";
import { he } from "../../../i18n/he.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { Button } from "../../../ui/button.tsx";
import { TextAreaField } from "../../../ui/text-field.tsx";
import { useChange } from "./use-lead-page.ts";

type Props = { leadId: string; noteId: string; text: string; onClose: () => void };

export function NoteEditor({ leadId, noteId, text, onClose }: Props) {
  const [typed, setTyped] = useState(text);
  const change = useChange(leadId, { onDone: onClose });
  const save = () => {
    if (typed.trim() === "" || typed.trim() === text) onClose();
    else change.mutate({ change: "note.edit", id: noteId, text: typed.trim() });
  };
  return (
    <form
      data-unsaved={typed === text ? undefined : true}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextAreaField
        label={leadPage.notes.edit}
        rows={3}
        autoFocus
        maxLength={NOTE_MAX_CHARS}
        value={typed}
        onChange={setTyped}
      />
      <div className="mt-2 flex gap-2">
        <Button type="submit" variant="primary" size="small" isPending={change.isPending}>
          {leadPage.save}
        </Button>
        <Button size="small" onPress={onClose}>
          {he.common.cancel}
        </Button>
      </div>
    </form>
  );
}
