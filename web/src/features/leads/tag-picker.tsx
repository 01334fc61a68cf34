import { useQuery } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import { useState } from "react";
import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { StatusDot } from "../../ui/status-badge.tsx";
import { useBusiness } from "../business/business-context.ts";
import { useMakeTag } from "./lead-tag-mutations.ts";
import { tagsQuery } from "./lead-queries.ts";

const t = he.leadBulk.tag;
const NAME_MAX = 30;

type Props = {
  chosen: ReadonlySet<string>;
  /** Those that will be taken off (of many leads, some of which have them). */ taken?: ReadonlySet<string>;
  onToggle: (tagId: string) => void;
};

/** All tags of the business to choose from; what is typed and is none of them becomes one. */
export function TagPicker({ chosen, taken, onToggle }: Props) {
  const { businessId } = useBusiness();
  const { data: tags = [] } = useQuery(tagsQuery(businessId));
  const [typed, setTyped] = useState("");
  const make = useMakeTag(businessId, ({ id }) => {
    setTyped("");
    if (!chosen.has(id)) onToggle(id);
  });
  const name = typed.trim();
  const shown = tags.filter((tag) => tag.name.toLowerCase().includes(name.toLowerCase()));
  const isNew = name !== "" && !tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <SearchField label={t.label} placeholder={t.hint} value={typed} onChange={setTyped} maxLength={NAME_MAX} />
      <ul aria-label={he.leadBulk.tags} className="max-h-64 overflow-y-auto">
        {shown.map(({ id, name: text, color }) => {
          const isTaken = taken?.has(id) ?? false;
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={chosen.has(id)}
                onClick={() => onToggle(id)}
                className="flex min-h-10 w-full items-center gap-2.5 rounded-lg px-2 text-start text-ink hover:bg-sunken"
              >
                <StatusDot color={color} />
                <span className={cx("min-w-0 flex-1 break-words", isTaken && "text-ink-faint line-through")}>
                  {text}
                </span>
                {isTaken && <span className="text-xs text-danger">{t.take}</span>}
                {chosen.has(id) && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
              </button>
            </li>
          );
        })}
        {isNew && (
          <li>
            <button
              type="button"
              disabled={make.isPending}
              onClick={() => make.mutate(name)}
              className="flex min-h-10 w-full items-center gap-2.5 rounded-lg px-2 text-start font-medium text-accent hover:bg-sunken"
            >
              <Plus aria-hidden className="size-4" />
              <span className="min-w-0 break-words">{t.make(name)}</span>
            </button>
          </li>
        )}
      </ul>
      {tags.length === 0 && !isNew && <p className="text-sm text-ink-soft">{t.none}</p>}
    </div>
  );
}
