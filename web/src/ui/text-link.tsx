import { Link, type LinkProps } from "react-router";

/** A link within text. Underlined always: colour alone tells nothing to who does not see it. */
export const TextLink = (props: Omit<LinkProps, "className">) => (
  <Link
    {...props}
    className="rounded-sm font-medium text-accent underline decoration-accent-line underline-offset-4 transition-colors hover:text-accent-strong hover:decoration-accent"
  />
);
