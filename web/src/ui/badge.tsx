import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Tone = "neutral" | "accent" | "warn" | "danger" | "plain";

const TONES: Record<Tone, string> = {
  plain: "text-ink-faint",
  neutral: "border border-line bg-sunken px-2 text-ink-soft",
  accent: "border border-accent-line bg-accent-soft px-2 text-accent-strong",
  warn: "border border-warn-line bg-warn-soft px-2 text-warn",
  danger: "border border-danger-line bg-danger-soft px-2 text-danger",
};

export function Badge({ tone = "neutral", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex max-w-full items-center gap-1.5 rounded-md py-0.5 text-xs font-medium whitespace-nowrap [&>svg]:size-3.5 [&>svg]:shrink-0",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
