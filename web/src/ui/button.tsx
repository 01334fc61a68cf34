import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import type { ReactNode, Ref } from "react";
import { cx } from "./cx.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent data-hovered:bg-accent-strong data-pressed:bg-accent-strong",
  secondary: "border border-line-strong bg-surface text-ink data-hovered:bg-sunken data-pressed:bg-sunken",
  quiet: "text-ink-soft data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken",
  danger: "border border-danger-line bg-danger-soft text-danger data-hovered:border-danger",
};

/** On a phone nothing is under 44 px high: it is used with a thumb. */
const SIZES: Record<ButtonSize, string> = {
  small: "min-h-11 px-3 text-sm md:min-h-9",
  medium: "min-h-11 px-4 text-[0.9375rem] md:min-h-10",
  large: "min-h-12 px-5 text-base",
};

export const buttonClass = (variant: ButtonVariant = "secondary", size: ButtonSize = "medium") =>
  cx(
    "inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none",
    "data-disabled:opacity-55 data-pending:opacity-80",
    VARIANTS[variant],
    SIZES[size],
  );

type Props = Omit<ButtonProps, "className" | "children"> & {
  ref?: Ref<HTMLButtonElement>;
  variant?: ButtonVariant;
  size?: ButtonSize;
  children: ReactNode;
  className?: string;
};

export function Button({ variant, size, className, children, isPending = false, ...rest }: Props) {
  return (
    <AriaButton {...rest} isPending={isPending} className={cx(buttonClass(variant, size), className)}>
      {isPending && <Spinner />}
      {children}
    </AriaButton>
  );
}

/** A button that is only a picture; `label` is what it is called. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: Omit<Props, "variant" | "size"> & { label: string }) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={cx(
        "inline-grid size-11 shrink-0 place-items-center rounded-lg text-ink-soft transition-colors data-disabled:opacity-45 data-hovered:bg-sunken data-hovered:text-ink md:size-10",
        className,
      )}
    >
      {children}
    </AriaButton>
  );
}
