import { Info } from "lucide-react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { popoverClass } from "./menu.tsx";

/** Details behind a small mark. Opens on press, not on hover: half of its readers hold a phone. */
export function Details({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DialogTrigger>
      <Button
        aria-label={label}
        className="-m-3 print:hidden inline-grid size-11 md:-m-1.5 md:size-8 place-items-center rounded-md text-ink-faint data-hovered:text-ink"
      >
        <Info aria-hidden className="size-4" />
      </Button>
      <Popover className={cx(popoverClass, "max-w-72")}>
        <Dialog aria-label={label} className="p-4 text-sm outline-none">
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
