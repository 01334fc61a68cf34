import {
  Input,
  TextArea,
  TextField as AriaTextField,
  type InputProps,
  type TextFieldProps,
} from "react-aria-components";
import { use, type ReactNode } from "react";
import { cx } from "./cx.ts";
import { FieldLabel, FieldNotes, inputClass, type FieldTexts } from "./field.tsx";
import { ReadOnlyFields } from "./read-only.ts";

type Common = FieldTexts & Omit<TextFieldProps, "children" | "className" | "validationBehavior" | "isInvalid">;
type OfInput = Pick<InputProps, "placeholder" | "dir" | "inputMode" | "autoCapitalize">;
type Props = Common & OfInput & { /** Stands inside the box, at its end. */ adornment?: ReactNode };

export function TextField({
  label,
  help,
  error,
  isOptional,
  placeholder,
  dir,
  inputMode,
  autoCapitalize,
  adornment,
  ...rest
}: Props) {
  const ofInput: OfInput = {
    ...(placeholder !== undefined && { placeholder }),
    ...(dir !== undefined && { dir }),
    ...(inputMode !== undefined && { inputMode }),
    ...(autoCapitalize !== undefined && { autoCapitalize }),
  };
  return (
    <AriaTextField isReadOnly={use(ReadOnlyFields)} {...rest} isInvalid={error !== undefined} validationBehavior="aria">
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <div className="relative">
        {/* A left-to-right value in a right-to-left form still begins at the form's edge. */}
        <Input
          {...ofInput}
          className={cx(inputClass, "min-h-11", dir === "ltr" && "text-right", adornment !== undefined && "pl-12")}
        />
        {adornment !== undefined && <div className="absolute inset-y-0 left-1 flex items-center">{adornment}</div>}
      </div>
      <FieldNotes help={help} error={error} />
    </AriaTextField>
  );
}

export function TextAreaField({
  label,
  help,
  error,
  isOptional,
  rows,
  counter,
  placeholder,
  ...rest
}: Common & { rows: number; placeholder?: string; /** Below the box, at its end. */ counter?: ReactNode }) {
  return (
    <AriaTextField isReadOnly={use(ReadOnlyFields)} {...rest} isInvalid={error !== undefined} validationBehavior="aria">
      <FieldLabel isOptional={isOptional}>{label}</FieldLabel>
      <TextArea
        rows={rows}
        {...(placeholder !== undefined && { placeholder })}
        className={cx(inputClass, "block resize-y leading-[1.7]")}
      />
      <div className="flex items-start justify-between gap-6">
        <div>
          <FieldNotes help={help} error={error} />
        </div>
        {counter && <div className="mt-1.5 shrink-0 text-xs">{counter}</div>}
      </div>
    </AriaTextField>
  );
}
