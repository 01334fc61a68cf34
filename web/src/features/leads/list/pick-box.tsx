import { Check, Minus } from "lucide-react";
import { Checkbox } from "react-aria-components";
import { cx } from "../../../ui/cx.ts";

type Props = {
  label: string;
  isSelected: boolean;
  isIndeterminate?: boolean;
  /** In a line of the list, which has keys of its own. */ isOutOfTabs?: boolean;
  onChange: () => void;
};

/** A box to tick, without a text beside it; its place to press is larger than it looks. */
export const PickBox = ({ label, isSelected, isIndeterminate = false, isOutOfTabs = false, onChange }: Props) => (
  <Checkbox
    aria-label={label}
    isSelected={isSelected}
    isIndeterminate={isIndeterminate}
    onChange={onChange}
    excludeFromTabOrder={isOutOfTabs}
    className="group relative z-10 grid size-10 shrink-0 cursor-pointer place-items-center"
  >
    {() => (
      <span
        aria-hidden
        className={cx(
          "grid size-5 place-items-center rounded-md border transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent",
          isSelected || isIndeterminate
            ? "border-accent bg-accent text-on-accent"
            : "border-control bg-surface group-data-hovered:border-ink-faint",
        )}
      >
        {isIndeterminate ? <Minus className="size-3.5" /> : isSelected && <Check className="size-3.5" />}
      </span>
    )}
  </Checkbox>
);
