import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { listingTexts } from "../../i18n/he/listings.ts";

type Props<Value extends string> = {
  value: Value;
  options: ReadonlyArray<{ value: Value; text: string; icon: ReactNode }>;
  onChange: (value: Value) => void;
};

/** Cards or a table. On the phone both are cards, so there is nothing to choose. */
export const ViewSwitch = <Value extends string>({ value, options, onChange }: Props<Value>) => (
  <ToggleButtonGroup
    aria-label={listingTexts.view.label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[value]}
    onSelectionChange={(keys) => {
      const chosen = options.find((option) => keys.has(option.value));
      if (chosen) onChange(chosen.value);
    }}
    className="hidden rounded-lg border border-line bg-sunken p-0.5 md:inline-flex"
  >
    {options.map((option) => (
      <ToggleButton
        key={option.value}
        id={option.value}
        className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-3 text-sm text-ink-soft data-hovered:text-ink data-selected:bg-surface data-selected:font-semibold data-selected:text-ink data-selected:ring-1 data-selected:ring-line"
      >
        {option.icon}
        {option.text}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
