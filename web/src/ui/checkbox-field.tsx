import { Check, Minus } from "lucide-react";
import { CheckboxButton, CheckboxField as AriaCheckboxField, type CheckboxFieldProps } from "react-aria-components";
import { FieldNotes, type FieldTexts } from "./field.tsx";

type Props = Omit<FieldTexts, "isOptional"> &
  Omit<CheckboxFieldProps, "children" | "className" | "validationBehavior" | "isInvalid">;

export const CheckboxField = ({ label, help, error, ...rest }: Props) => (
  <AriaCheckboxField {...rest} isInvalid={error !== undefined} validationBehavior="aria" className="group">
    <CheckboxButton className="group/box flex min-h-11 cursor-pointer items-center gap-3 md:min-h-9 data-disabled:cursor-not-allowed data-disabled:opacity-55">
      {({ isIndeterminate }) => (
        <>
          <span
            aria-hidden
            className="grid size-5 shrink-0 place-items-center rounded-md border border-control bg-surface transition-colors group-data-hovered/box:border-ink-faint group-data-invalid/box:border-danger group-data-selected/box:border-accent group-data-selected/box:bg-accent group-data-indeterminate/box:border-accent group-data-indeterminate/box:bg-accent group-data-focus-visible/box:outline-2 group-data-focus-visible/box:outline-offset-2 group-data-focus-visible/box:outline-accent"
          >
            {isIndeterminate ? (
              <Minus className="size-3.5 text-on-accent" />
            ) : (
              <Check className="size-3.5 text-on-accent opacity-0 group-data-selected/box:opacity-100" />
            )}
          </span>
          <span className="min-w-0">{label}</span>
        </>
      )}
    </CheckboxButton>
    <div className="ps-8 [&>*]:mt-0">
      <FieldNotes help={help} error={error} />
    </div>
  </AriaCheckboxField>
);
