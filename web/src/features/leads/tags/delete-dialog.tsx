import type { Tag } from "../../../../../core/leads/tags.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { useTagDeletion } from "./use-tag-deletion.ts";

const t = tagTexts.deletion;

export function DeleteDialog({ tag, count, onClose }: { tag: Tag; count: number; onClose: () => void }) {
  const { begin, ...deletion } = useTagDeletion(tag, onClose);
  return (
    <ConfirmDialog
      title={t.title(tag.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      tone="danger"
      onConfirm={() => begin(null, t.done(tag.name))}
      {...deletion}
    >
      <p>{t.text(count)}</p>
    </ConfirmDialog>
  );
}
