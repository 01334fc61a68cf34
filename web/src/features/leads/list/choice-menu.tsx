import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button, MenuTrigger } from "react-aria-components";
import { cx } from "../../../ui/cx.ts";
import { Menu, MenuItem } from "../../../ui/menu.tsx";

export type Choice = { value: string; text: string; mark?: ReactNode; note?: string; isDisabled?: boolean };

type Props = {
  label: string;
  icon?: ReactNode;
  choices: readonly Choice[];
  chosen: readonly string[];
  /** One of them always, or any number. */ isSingle?: boolean;
  /** How many are chosen stands beside the label. */ isCounted?: boolean;
  /** In place of choices. */ empty?: string;
  onChange: (chosen: string[]) => void;
  className?: string;
};

/** A button with a list to choose from: a filter, an order, columns. */
export function ChoiceMenu({
  label,
  icon,
  choices,
  chosen,
  isSingle = false,
  isCounted = true,
  empty,
  onChange,
  className,
}: Props) {
  const count = isCounted ? chosen.length : 0;
  return (
    <MenuTrigger>
      <Button
        className={cx(
          "inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-lg border px-3 text-sm whitespace-nowrap transition-colors data-hovered:bg-sunken md:min-h-9",
          count > 0 ? "border-accent-line bg-accent-soft text-accent-strong" : "border-line-strong bg-surface",
          className,
        )}
      >
        {icon}
        {label}
        {count > 0 && <span className="font-semibold">{count.toLocaleString("he-IL")}</span>}
        <ChevronDown aria-hidden className="size-4 text-ink-faint" />
      </Button>
      <Menu
        aria-label={label}
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
    </MenuTrigger>
  );
}
