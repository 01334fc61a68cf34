import { X } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { SEVERAL, isNarrowed, type Several } from "./list-filter.ts";
import { useChoices } from "./use-choices.tsx";
import type { UsedFilter } from "./use-list-filter.ts";

const t = he.leadList;

/** What the list is filtered by, each to be taken away. */
export function FilterChips({ used: { filter, ownOnly, set, clear } }: { used: UsedFilter }) {
  const choices = useChoices();
  const textOf = (kind: Several | "agent", value: string) =>
    choices[kind].find((choice) => choice.value === value)?.text ?? t.gone;
  const chips = [
    ...SEVERAL.flatMap((kind) =>
      filter[kind].map((value) => ({
        kind,
        value,
        remove: () => set({ [kind]: filter[kind].filter((other) => other !== value) }),
      })),
    ),
    ...(filter.agent === null
      ? []
      : [{ kind: "agent" as const, value: filter.agent, remove: () => set({ agent: null }) }]),
  ];
  if (!isNarrowed(filter, ownOnly)) return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-1.5">
      {chips.map(({ kind, value, remove }) => {
        const text = `${t.by[kind]}: ${textOf(kind, value)}`;
        return (
          <button
            key={`${kind}-${value}`}
            type="button"
            onClick={remove}
            aria-label={t.remove(text)}
            className="inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-full border border-accent-line bg-accent-soft ps-3 pe-2 text-sm text-accent-strong hover:border-accent"
          >
            <span className="truncate">{text}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        );
      })}
      <Button size="small" variant="quiet" onPress={clear}>
        {t.clear}
      </Button>
    </div>
  );
}
