import type { Tag } from "../../../../../core/leads/tags.ts";
import { tagTexts } from "../../../i18n/he/tags.ts";
import { notify } from "../../../ui/toast.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { deletionRefusal } from "../deletion-refusal.ts";
import { useDeleteTag } from "./tag-queries.ts";

/** What a dialog needs that takes a tag away, with or without another in its place; told of, the dialog closes. */
export function useTagDeletion({ id }: Tag, onClose: () => void) {
  const { businessId } = useBusiness();
  const remove = useDeleteTag(businessId, id);
  return {
    /** `done`: what is said then. */
    begin: (moveTo: string | null, done: string) =>
      remove.mutate(
        { moveTo },
        {
          onSuccess: ({ isDone }) => {
            notify({ tone: "fine", title: done, ...(!isDone && { text: tagTexts.later }) });
            onClose();
          },
        },
      ),
    isPending: remove.isPending,
    error: remove.error && deletionRefusal(remove.error, tagTexts.refused),
  };
}
