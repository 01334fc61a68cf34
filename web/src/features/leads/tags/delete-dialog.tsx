import type { Tag } from "../../../../../core/leads/tags.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { notify } from "../../../ui/toast.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { deletionRefusal } from "./deletion-refusal.ts";
import { useDeleteTag } from "./tag-queries.ts";

const t = tagTexts.deletion;

export function DeleteDialog({ tag, count, onClose }: { tag: Tag; count: number; onClose: () => void }) {
  const { businessId } = useBusiness();
  const remove = useDeleteTag(businessId, tag.id);
  const confirm = () =>
    remove.mutate(
      { moveTo: null },
      {
        onSuccess: ({ isDone }) => {
          notify({ tone: "fine", title: t.done(tag.name), ...(!isDone && { text: tagTexts.later }) });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t.title(tag.name)}
      isOpen
      onClose={onClose}
      confirm={t.submit}
      confirming={t.submitting}
      tone="danger"
      onConfirm={confirm}
      isPending={remove.isPending}
      error={remove.error && deletionRefusal(remove.error)}
    >
      <p>{t.text(count)}</p>
    </ConfirmDialog>
  );
}
