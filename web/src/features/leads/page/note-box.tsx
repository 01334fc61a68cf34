import { useState } from "react";
import { NOTE_MAX_CHARS } from "../../../../../core/leads/limits.ts";
import { leadPage } from "../../../i18n/he/lead-page.ts";
import { Button } from "../../../ui/button.tsx";
import { TextAreaField } from "../../../ui/text-field.tsx";
import { useChange } from "./use-lead-page.ts";

const t = leadPage.notes;

/** Always at hand. What is typed is emptied only when it is on record. */
export function NoteBox({ leadId }: { leadId: string }) {
  const [text, setText] = useState("");
  const note = useChange(leadId, {
    onDone: (it) => it.change === "note.add" && setText((now) => (now.trim() === it.text ? "" : now)),
  });
  const add = () => {
    if (text.trim() !== "" && !note.isPending) note.mutate({ change: "note.add", text: text.trim() });
  };
  return (
    <form
      data-unsaved={text === "" ? undefined : true}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextAreaField
        label={t.label}
        placeholder={t.placeholder}
        rows={2}
        maxLength={NOTE_MAX_CHARS}
        value={text}
        onChange={setText}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && add()}
      />
      {text.trim() !== "" && (
        <Button type="submit" variant="primary" size="small" className="mt-2" isPending={note.isPending}>
          {t.add}
        </Button>
      )}
    </form>
  );
}
