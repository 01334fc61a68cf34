import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  title: string;
  /** What is inside, for who decides whether to open it. */ text: string;
  children: ReactNode;
  onOpen?: () => void;
};

/** A part of a page that most readers do not need. What is inside is there also while it is closed. */
export function Fold({ title, text, children, onOpen }: Props) {
  return (
    <details className="group/fold border-t border-line" onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary className="-mx-2 flex min-h-11 cursor-pointer list-none items-center justify-between gap-4 rounded-lg px-2 py-5 transition-colors hover:bg-sunken/60 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">
          <span className="block font-semibold">{title}</span>
          <span className="mt-0.5 block text-sm text-ink-soft">{text}</span>
        </span>
        <ChevronDown
          aria-hidden
          className="size-5 shrink-0 text-ink-faint transition-transform group-open/fold:rotate-180"
        />
      </summary>
      <div className="pt-3 pb-7">{children}</div>
    </details>
  );
}

/** Opens the folds around an element, which could not be seen or get the focus before. */
export function openFoldsAround(element: Element): void {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}
