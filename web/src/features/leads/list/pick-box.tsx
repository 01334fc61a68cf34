import { Check, Minus } from "lucide-react";
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
  <label className="relative z-10 grid size-11 shrink-0 cursor-pointer place-items-center md:size-10">
    <input
      ref={(box) => {
        if (box) box.indeterminate = isIndeterminate;
      }}
      type="checkbox"
      aria-label={label}
      checked={isSelected}
      tabIndex={isOutOfTabs ? -1 : undefined}
      onChange={onChange}
      className="peer absolute inset-0 cursor-pointer appearance-none opacity-0"
    />
    <span
      aria-hidden
      className={cx(
        "pointer-events-none grid size-5 place-items-center rounded-md border transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent",
        isSelected || isIndeterminate
          ? "border-accent bg-accent text-on-accent"
          : "border-control bg-surface peer-hover:border-ink-faint",
      )}
    >
      {isIndeterminate ? <Minus className="size-3.5" /> : isSelected && <Check className="size-3.5" />}
    </span>
  </label>
);
