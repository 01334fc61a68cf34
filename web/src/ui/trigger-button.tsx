/** Buttons within React Aria's triggers and slots, which tell them what to do. They look like the others. */
import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import { buttonClass, iconButtonClass, type ButtonSize, type ButtonVariant } from "./button.tsx";
import { cx } from "./cx.ts";
import { Spinner } from "./spinner.tsx";

type Props = Omit<ButtonProps, "className" | "children"> & {
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
  className?: string;
};

export const TriggerButton = ({
  variant,
  size,
  className,
  isPending = false,
  children,
  ...rest
}: Props & { variant?: ButtonVariant; size?: ButtonSize }) => (
  <AriaButton {...rest} isPending={isPending} className={cx(buttonClass(variant, size), className)}>
    {isPending && <Spinner />}
    {children}
  </AriaButton>
);

export const TriggerIconButton = ({ label, className, ...rest }: Props & { label: string }) => (
  <AriaButton {...rest} aria-label={label} className={iconButtonClass(className)} />
);
