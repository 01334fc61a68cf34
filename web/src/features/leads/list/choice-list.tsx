import { Check } from "lucide-react";
import { cx } from "../../../ui/cx.ts";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import type { MenuState } from "../../../ui/menu-button.tsx";
import type { ChoiceList as Props } from "./choice-menu.tsx";

/** What is chosen from, one of them or several. */
export function ChoiceList({ label, choices, chosen, isSingle, empty, onChange, menu }: Props & { menu: MenuState }) {
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
            </>
          )}
        </MenuItem>
      ))}
    </Menu>
  );
}
