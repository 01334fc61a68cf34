import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import type { Listing, ListingField, ListingFields } from "../../../../../core/listings/wire.ts";
import { ApiError } from "../../../api/api-error.ts";
import { listingTexts } from "../../../i18n/he/listings.ts";
import { Button } from "../../../ui/button.tsx";
import { FormError } from "../../../ui/form-error.tsx";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { EMPTY_DRAFT, readDraft, type DraftProblems, type ListingDraft } from "./listing-draft.ts";
import { ListingFormFields } from "./listing-fields.tsx";
import type { OwnerShown } from "./owner-field.tsx";

const t = listingTexts.form;
const isFieldName = (name: string): name is ListingField => name in EMPTY_DRAFT;

type Props = {
  begin: ListingDraft;
  owner: OwnerShown;
  save: (fields: ListingFields) => Promise<Listing>;
  onSaved: (listing: Listing) => void;
  /** Somebody else has changed these fields: what they are now is what the next save changes them from. */
  onMeanwhile?: (fields: readonly ListingField[]) => Promise<void>;
  cancelTo: string;
};

/** New listings and changed ones. Nothing typed goes away because something was refused. */
export function ListingForm({ begin, owner, save, onSaved, onMeanwhile, cancelTo }: Props) {
  const [draft, setDraft] = useState(begin);
  const [problems, setProblems] = useState<DraftProblems>({});
  const [isBehind, setBehind] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (attempt > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempt]);
  const show = (found: DraftProblems) => {
    setProblems(found);
    if (Object.keys(found).length > 0) setAttempt((before) => before + 1);
  };
  const saving = useMutation({
    mutationFn: save,
    onSuccess: onSaved,
    onError: async (error) => {
      if (!(error instanceof ApiError)) return;
      const named = error.details.map(({ field }) => field.split(".").at(-1) ?? "").filter(isFieldName);
      const meanwhile = error.code === "conflict";
      show(Object.fromEntries(named.map((field) => [field, meanwhile ? t.problems.meanwhile : t.problems.otherwise])));
      setBehind(meanwhile && named.length > 0);
      if (meanwhile) await onMeanwhile?.(named);
    },
  });

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    if (saving.isPending) return;
    const read = readDraft(draft);
    if ("problems" in read) return show(read.problems);
    setProblems({});
    setBehind(false);
    saving.mutate(read.fields);
  }

  const isUnsaved = JSON.stringify(draft) !== JSON.stringify(begin);
  return (
    <form ref={form} noValidate onSubmit={submit} data-unsaved={isUnsaved || undefined} className="max-w-3xl">
      {isBehind && (
        <div className="mb-4">
          <Notice tone="warn" urgent>
            {t.conflict}
          </Notice>
        </div>
      )}
      <ListingFormFields
        draft={draft}
        problems={problems}
        owner={owner}
        onChange={(part) => {
          setDraft((before) => ({ ...before, ...part }));
          setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))));
        }}
      />
      <div className="mt-4">
        <FormError
          error={saving.error && Object.keys(problems).length === 0 ? saving.error : null}
          sentAt={saving.submittedAt}
        />
      </div>
      <div className="mt-4 flex gap-2">
        <Button type="submit" variant="primary" isPending={saving.isPending}>
          {saving.isPending ? t.saving : t.save}
        </Button>
        <LinkButton to={cancelTo}>{t.cancel}</LinkButton>
      </div>
    </form>
  );
}
