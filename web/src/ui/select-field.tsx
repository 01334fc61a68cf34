import { use } from "react";
import { Check, ChevronDown } from "lucide-react";
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { cx } from "./cx.ts";
import { FieldLabel, FieldNotes, inputClass, type FieldTexts } from "./field.tsx";
import { popoverClass } from "./menu.tsx";
import { ReadOnlyFields } from "./read-only.ts";

type Option<Value extends string> = {
  value: Value;
  text: string;
  /** A second line: what choosing it means, or why it cannot be chosen. */ note?: string;
  isDisabled?: boolean;
};

type Props<Value extends string> = FieldTexts & {
  value: Value | null;
  options: ReadonlyArray<Option<Value>>;
  onChange: (value: Value) => void;
  /** While nothing is chosen. */ placeholder?: string;
  isDisabled?: boolean;
  name?: string;
};

export function SelectField<Value extends string>({
  label,
  help,
  error,
  isOptional,
  value,
  options,
  onChange,
  placeholder,
  isDisabled = false,
  name,
}: Props<Value>) {
  const isReadOnly = use(ReadOnlyFields);
  return (
    <Select
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      {...(placeholder !== undefined && { placeholder })}
      {...(name !== undefined && { name })}
      isDisabled={isDisabled || isReadOnly}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className="group"
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <Button
        className={cx(
          inputClass,
          "flex min-h-11 items-center justify-between gap-2 text-start group-data-invalid:border-danger data-focus-visible:border-accent",
        )}
      >
        <SelectValue className="truncate data-placeholder:text-ink-faint">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
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
              isDisabled={option.isDisabled ?? false}
              className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-md px-3 py-1.5 outline-none data-disabled:cursor-not-allowed data-disabled:opacity-55 data-focused:bg-accent-soft data-selected:font-medium"
            >
              {({ isSelected }) => (
                <>
                  <span className="min-w-0">
                    <span className="block">{option.text}</span>
                    {option.note && <span className="block text-xs font-normal text-ink-soft">{option.note}</span>}
                  </span>
                  {isSelected && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
