import { use } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { FieldLabel, FieldNotes, type FieldTexts } from "./field.tsx";
import { ReadOnlyFields } from "./read-only.ts";

type Props<Value extends string> = Omit<FieldTexts, "isOptional"> & {
  value: Value | null;
  options: ReadonlyArray<{
    value: Value;
    title: string;
    text: string;
    /** Cannot be chosen; its text says why. */ isDisabled?: boolean;
  }>;
  onChange: (value: Value) => void;
  isDisabled?: boolean;
};

/** A choice that needs explaining: each option says what it means. */
export function RadioCards<Value extends string>({
  label,
  help,
  error,
  value,
  options,
  onChange,
  isDisabled = false,
}: Props<Value>) {
  const choose = (picked: string) => {
    const option = options.find((candidate) => candidate.value === picked);
    if (option) onChange(option.value);
  };
  return (
    <RadioGroup
      value={value}
      onChange={choose}
      isDisabled={isDisabled}
      isReadOnly={use(ReadOnlyFields)}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel>{label}</FieldLabel>
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled ?? false}
            className="group cursor-pointer rounded-lg border border-line-strong bg-surface p-3 transition-colors data-disabled:cursor-not-allowed data-disabled:opacity-60 data-hovered:border-ink-faint data-readonly:cursor-default data-invalid:border-danger data-selected:border-accent data-selected:bg-accent-soft"
          >
            <span className="flex items-center gap-2 font-medium">
              <span className="grid size-4 shrink-0 place-items-center rounded-full border border-control group-data-selected:border-accent">
                <span className="size-2 rounded-full group-data-selected:bg-accent" />
              </span>
              {option.title}
            </span>
            <span className="mt-1 block text-xs text-ink-soft">{option.text}</span>
          </Radio>
        ))}
      </div>
      <FieldNotes help={help} error={error} />
    </RadioGroup>
  );
}
