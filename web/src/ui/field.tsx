/** What all form fields share: label, help, error, and the look of the box. */
import { FieldError, Label, Text } from "react-aria-components";
import type { ReactNode } from "react";
import { he } from "../i18n/he.ts";
import { cx } from "./cx.ts";

export type FieldTexts = {
  label: string;
  help?: ReactNode;
  /** What is wrong, in Hebrew; undefined: nothing. */ error?: string | undefined;
  /** Marks the one field that may stay empty among those that may not. */ isOptional?: boolean | undefined;
};

/** 16 px text: iOS zooms into anything smaller. */
export const inputClass = cx(
  "w-full min-w-0 rounded-lg border border-control bg-surface px-3 py-2 text-base text-ink placeholder:text-ink-faint md:text-[0.9375rem]",
  "outline-none transition-colors data-hovered:border-ink-faint data-focused:border-accent data-focused:ring-2 data-focused:ring-accent/25",
  "data-invalid:border-danger data-invalid:data-focused:ring-danger/25 data-disabled:opacity-60",
  "[&[readonly]]:bg-sunken",
);

export const FieldLabel = ({
  children,
  isOptional = false,
}: {
  children: ReactNode;
  isOptional?: boolean | undefined;
}) => (
  <Label className="mb-1.5 block text-sm font-medium text-ink">
    {children}
    {isOptional && <span className="font-normal text-ink-faint"> ({he.common.optional})</span>}
  </Label>
);

export function FieldNotes({ help, error }: Pick<FieldTexts, "help" | "error">) {
  return (
    <>
      {help && (
        <Text slot="description" className="mt-1.5 block text-xs text-ink-faint">
          {help}
        </Text>
      )}
      <FieldError className="mt-1.5 block text-xs font-medium text-danger">{error}</FieldError>
    </>
  );
}
