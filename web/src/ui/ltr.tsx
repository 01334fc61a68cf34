import type { ReactNode } from "react";

/** Keeps phone numbers, sums and Latin names in their own direction within Hebrew text. */
export function Ltr({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="ltr" className={className}>
      {children}
    </bdi>
  );
}
