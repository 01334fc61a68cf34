import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import type { LeadCounts } from "../../../../../core/leads/counts.ts";
import { cx } from "../../../ui/cx.ts";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import type { MenuState } from "../../../ui/menu-button.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { leadCountsQuery } from "../lead-queries.ts";
import type { ChoiceList as Props } from "./choice-menu.tsx";

/** What is chosen from, one of them or several. */
export function ChoiceList(props: Props & { menu: MenuState }) {
  const { label, choices, chosen, isSingle, empty, counted, onChange, menu } = props;
  const { businessId } = useBusiness();
  // Asked when the list is opened, and no sooner.
  const { data: counts } = useQuery({ ...leadCountsQuery(businessId, counted), enabled: counted !== undefined });
  return (
    <Menu
      aria-label={label}
      state={menu}
      selectionMode={isSingle ? "single" : "multiple"}
      {...(isSingle && { disallowEmptySelection: true })}
      selectedKeys={chosen}
      disabledKeys={choices.filter(({ isDisabled }) => isDisabled).map(({ value }) => value)}
      onSelectionChange={(keys) =>
        onChange(keys === "all" ? choices.map(({ value }) => value) : [...keys].map((key) => String(key)))
      }
      renderEmptyState={() => <p className="px-3 py-2 text-sm text-ink-soft">{empty}</p>}
    >
      {choices.map(({ value, text, mark, note, isDisabled = false }) => (
        <MenuItem key={value} id={value} textValue={text}>
          {({ isSelected }) => (
            <>
              <span
                aria-hidden
                className={cx(
                  "grid size-5 shrink-0 place-items-center",
                  !isSingle && "rounded-md border",
                  !isSingle && (isSelected ? "border-accent bg-accent text-on-accent" : "border-control"),
                  isSingle && "text-accent",
                )}
              >
                {isSelected && <Check className="size-3.5" />}
              </span>
              {mark}
              <span className={cx("min-w-0 flex-1", isDisabled && "text-ink-faint")}>
                <span className="block break-words">{text}</span>
                {note && <span className="block text-xs text-ink-soft">{note}</span>}
              </span>
              <CountOf status={value} counts={counted && counts} />
            </>
          )}
        </MenuItem>
      ))}
    </Menu>
  );
}

function CountOf({ status, counts }: { status: string; counts: LeadCounts | undefined }) {
  const found = counts?.find((one) => one.status === status);
  if (!found) return null;
  return (
    <span className="shrink-0 ps-3 text-xs text-ink-soft tabular-nums">
      {found.count.toLocaleString("he-IL")}
      {found.isMore && "+"}
    </span>
  );
}
