import { Check, ChevronDown } from "lucide-react";
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { cx } from "./cx.ts";
import { FieldLabel, FieldNotes, inputClass, type FieldTexts } from "./field.tsx";
import { popoverClass } from "./menu.tsx";

type Props<Value extends string> = FieldTexts & {
  value: Value;
  options: ReadonlyArray<{ value: Value; text: string }>;
  onChange: (value: Value) => void;
};

export function SelectField<Value extends string>({ label, help, error, value, options, onChange }: Props<Value>) {
  return (
    <Select
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <FieldLabel>{label}</FieldLabel>
      <Button
        className={cx(
          inputClass,
          "flex min-h-11 items-center justify-between gap-2 text-start data-focus-visible:border-accent",
        )}
      >
        <SelectValue className="truncate" />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Button>
      <FieldNotes help={help} error={error} />
      <Popover className={cx(popoverClass, "w-(--trigger-width)")}>
        <ListBox className="max-h-80 overflow-auto p-1 outline-none">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.text}
              className="flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded-md px-3 outline-none data-focused:bg-accent-soft data-selected:font-medium"
            >
              {({ isSelected }) => (
                <>
                  <span>{option.text}</span>
                  {isSelected && <Check aria-hidden className="size-4 text-accent" />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
