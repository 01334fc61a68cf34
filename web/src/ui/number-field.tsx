import { Minus, Plus } from "lucide-react";
import { Button, Group, Input, NumberField as AriaNumberField, type NumberFieldProps } from "react-aria-components";
import { use, type ReactNode } from "react";
import { he } from "../i18n/he.ts";
import { FieldLabel, FieldNotes, type FieldTexts } from "./field.tsx";
import { ReadOnlyFields } from "./read-only.ts";

type Props = FieldTexts & Omit<NumberFieldProps, "children" | "className" | "validationBehavior">;

function rangeProblem({ value, minValue, maxValue }: Pick<NumberFieldProps, "value" | "minValue" | "maxValue">) {
  if (value === undefined || minValue === undefined || maxValue === undefined) return undefined;
  // An empty field is NaN.
  return value >= minValue && value <= maxValue ? undefined : he.common.between(minValue, maxValue);
}

function Step({ slot, children }: { slot: "increment" | "decrement"; children: ReactNode }) {
  return (
    <Button
      slot={slot}
      className="grid w-11 shrink-0 place-items-center text-ink-soft data-disabled:opacity-35 data-hovered:bg-sunken data-hovered:text-ink"
    >
      {children}
    </Button>
  );
}

/** What is out of its range stays as it was typed, and is told; another number in its place would go unnoticed. */
export function NumberField({ label, help, error, isOptional, ...rest }: Props) {
  const problem = error ?? rangeProblem(rest);
  return (
    <AriaNumberField
      isReadOnly={use(ReadOnlyFields)}
      incrementAriaLabel={he.common.more(label)}
      decrementAriaLabel={he.common.less(label)}
      {...rest}
      commitBehavior="validate"
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      className="group"
    >
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <Group className="flex h-11 max-w-44 overflow-hidden rounded-lg border border-control bg-surface data-focus-within:border-accent data-focus-within:ring-2 data-focus-within:ring-accent/25 data-disabled:opacity-60 data-invalid:border-danger group-data-readonly:bg-sunken">
        <Step slot="increment">
          <Plus aria-hidden className="size-4" />
        </Step>
        <Input className="w-full min-w-0 border-x border-line bg-transparent text-center text-base outline-none md:text-[0.9375rem]" />
        <Step slot="decrement">
          <Minus aria-hidden className="size-4" />
        </Step>
      </Group>
      <FieldNotes help={help} error={problem} />
    </AriaNumberField>
  );
}
