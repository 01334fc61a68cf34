import { Label, Radio, RadioGroup } from "react-aria-components";
import type { ReactNode } from "react";

type Props<Value extends string> = {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; text: string; icon?: ReactNode }>;
  onChange: (value: Value) => void;
  isDisabled?: boolean;
};

/** A choice of a few short words, all in sight. What has an address of its own is made of SegmentedLinks. */
export function Segmented<Value extends string>({ label, value, options, onChange, isDisabled = false }: Props<Value>) {
  const choose = (picked: string) => {
    const option = options.find((candidate) => candidate.value === picked);
    if (option) onChange(option.value);
  };
  return (
    <RadioGroup value={value} onChange={choose} orientation="horizontal" isDisabled={isDisabled}>
      <Label className="mb-1.5 block text-sm font-medium">{label}</Label>
      <div className="inline-flex max-w-full overflow-x-auto rounded-lg border border-line bg-sunken p-0.5">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md px-3.5 text-sm whitespace-nowrap text-ink-soft -outline-offset-2 transition-colors data-disabled:opacity-55 data-hovered:text-ink data-selected:bg-surface data-selected:font-semibold data-selected:text-ink data-selected:ring-1 data-selected:ring-line md:min-h-8"
          >
            {option.icon}
            {option.text}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
