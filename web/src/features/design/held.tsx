import { useState, type ReactNode } from "react";

type Props<Value> = { from: Value; children: (value: Value, set: (value: Value) => void) => ReactNode };

/** Keeps a value, so that a field on this page can be typed into. */
export function Held<Value>({ from, children }: Props<Value>) {
  const [value, setValue] = useState(from);
  return children(value, (next) => setValue(() => next));
}

/** Opens what is closed. */
export const Opener = ({
  children,
}: {
  children: (isOpen: boolean, setOpen: (open: boolean) => void) => ReactNode;
}) => <Held from={false}>{children}</Held>;
