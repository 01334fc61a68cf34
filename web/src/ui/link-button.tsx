import type { ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./button.tsx";
import { cx } from "./cx.ts";

type Props = Omit<LinkProps, "className" | "children"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  children: ReactNode;
};

/** Leads to another page and looks like a button. */
export const LinkButton = ({ variant, size, className, ...rest }: Props) => (
  <Link {...rest} className={cx(buttonClass(variant, size), className)} />
);
