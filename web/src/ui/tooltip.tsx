import type { ReactElement } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

/** Soon enough to help, late enough not to flicker on the way past. */
const DELAY_MS = 500;

/**
 * A word for what has none, on hover and on keyboard focus. Never the only place where something stands: a phone has
 * neither. `children` is one React Aria button or link.
 */
export const Tooltip = ({ text, children }: { text: string; children: ReactElement }) => (
  <TooltipTrigger delay={DELAY_MS} closeDelay={0}>
    {children}
    <AriaTooltip
      offset={6}
      className="max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-canvas shadow-lg shadow-black/10 transition-opacity entering:opacity-0"
    >
      {text}
    </AriaTooltip>
  </TooltipTrigger>
);
