import { Pencil } from "lucide-react";
import { useState, type ReactNode } from "react";
import { leadPage as t } from "../../../i18n/he/lead-page.ts";
import { he } from "../../../i18n/he.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { TextAreaField, TextField } from "../../../ui/text-field.tsx";
import { useFieldEdit } from "./use-lead-page.ts";

type Props = {
  leadId: string;
  field: "name" | "notes" | "nextAction" | "lostReason";
  label: string;
  value: string | null;
  maxLength: number;
  mayEdit: boolean;
  /** In the place of nothing. */ placeholder: string;
  rows?: number;
  children: ReactNode;
};

/** One field in its place. What is typed stays while the lead changes around it. */
export function Editable({ leadId, field, label, value, maxLength, mayEdit, placeholder, rows, children }: Props) {
  /** What was read when the typing began, and what is typed. Undefined: whatever stands there when it is saved. */
  const [draft, setDraft] = useState<{ from: string | null | undefined; text: string } | null>(null);
  // Nothing typed is lost: it comes back, to be saved over what somebody else has written, or let be.
  const edit = useFieldEdit(leadId, (it) => {
    if (it.change === "fields") setDraft({ from: undefined, text: it.edits[field]?.to ?? "" });
  });

  if (draft === null) {
    return (
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          {value === null || value === "" ? <span className="text-ink-faint">{placeholder}</span> : children}
        </div>
        {mayEdit && (
          <IconButton
            label={`${t.edit}: ${label}`}
            className="-my-2 -me-2 print:hidden"
            onPress={() => setDraft({ from: value, text: value ?? "" })}
          >
            <Pencil aria-hidden className="size-4" />
          </IconButton>
        )}
      </div>
    );
  }

  const save = () => {
    const to = draft.text.trim() === "" ? null : draft.text.trim();
    const from = draft.from === undefined ? value : draft.from;
    setDraft(null);
    if (to !== from) edit.mutate({ change: "fields", edits: { [field]: { from, to } } });
  };
  const onKeyDown = (event: { key: string; ctrlKey: boolean; metaKey: boolean }) => {
    if (event.key === "Escape") setDraft(null);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  };
  const shared = {
    label,
    value: draft.text,
    maxLength,
    autoFocus: true,
    onKeyDown,
    onChange: (text: string) => setDraft({ ...draft, text }),
  };
  return (
    <form
      data-unsaved={draft.text === (draft.from ?? "") ? undefined : true}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {rows === undefined ? <TextField {...shared} autoComplete="off" /> : <TextAreaField {...shared} rows={rows} />}
      <div className="mt-2 flex gap-2">
        <Button type="submit" variant="primary" size="small">
          {t.save}
        </Button>
        <Button size="small" onPress={() => setDraft(null)}>
          {he.common.cancel}
        </Button>
      </div>
    </form>
  );
}
