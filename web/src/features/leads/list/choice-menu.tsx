import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../../../ui/cx.ts";
import { MenuButton } from "../../../ui/menu-button.tsx";
import { onDemand } from "../../../ui/parts.ts";
import type { LeadsQuery } from "../lead-queries.ts";

export type Choice = { value: string; text: string; mark?: ReactNode; note?: string; isDisabled?: boolean };

export type ChoiceList = {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  /** One of them always, or any number. */ isSingle: boolean;
  /** In place of choices. */ empty: string | undefined;
  /** Statuses: how many of these leads are in each. */ counted: LeadsQuery | undefined;
  onChange: (chosen: string[]) => void;
};

type Props = Omit<ChoiceList, "isSingle" | "empty" | "counted"> & {
  icon?: ReactNode;
  isSingle?: boolean;
  empty?: string;
  counted?: LeadsQuery | undefined;
  /** How many are chosen stands beside the label. */ isCounted?: boolean;
  className?: string;
};

const list = onDemand(() => import("./choice-list.tsx").then((file) => file.ChoiceList));

/** A button with a list to choose from: a filter, an order, columns. */
export function ChoiceMenu({ icon, isCounted = true, className, isSingle = false, empty, counted, ...rest }: Props) {
  const count = isCounted ? rest.chosen.length : 0;
  return (
    <MenuButton
      menu={list}
      props={{ ...rest, isSingle, empty, counted }}
      className={cx(
        "inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-lg border px-3 text-sm whitespace-nowrap transition-colors hover:bg-sunken md:min-h-9",
        count > 0 ? "border-accent-line bg-accent-soft text-accent-strong" : "border-line-strong bg-surface",
        className,
      )}
    >
      {icon}
      {rest.label}
      {count > 0 && <span className="font-semibold">{count.toLocaleString("he-IL")}</span>}
      <ChevronDown aria-hidden className="size-4 text-ink-faint" />
    </MenuButton>
  );
}
