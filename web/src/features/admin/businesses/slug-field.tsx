import { useQuery } from "@tanstack/react-query";
import { he } from "../../../i18n/he.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { useSettled } from "../../../ui/use-settled.ts";
import { slugOwnerQuery } from "../admin-queries.ts";
import { isSlug, typedSlug } from "./new-business-draft.ts";

/** Not every letter is worth a question. */
const TYPING_PAUSE_MS = 400;

type Props = { value: string; error: string | undefined; onChange: (slug: string) => void };

/** Asks, while one types, whether somebody has this slug already. */
export function SlugField({ value, error, onChange }: Props) {
  const texts = he.admin.newBusiness;
  const settled = useSettled(value, TYPING_PAUSE_MS);
  const { data: owner, isFetching } = useQuery({ ...slugOwnerQuery(settled), enabled: isSlug(settled) });
  const isKnown = settled === value && isSlug(value) && owner !== undefined;
  const taken = isKnown && owner ? texts.slugTaken(owner.name) : undefined;
  return (
    <TextField
      label={texts.slug}
      name="slug"
      dir="ltr"
      autoComplete="off"
      spellCheck="false"
      value={value}
      onChange={(typed) => onChange(typedSlug(typed))}
      help={
        <>
          {texts.slugHelp}
          <span role="status" className="block text-accent">
            {isKnown && !owner && !error ? texts.slugFree : isSlug(value) && isFetching ? texts.slugChecking : ""}
          </span>
        </>
      }
      error={error ?? taken}
    />
  );
}
