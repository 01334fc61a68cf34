import type { ReactNode } from "react";
import { cx } from "./cx.ts";

const TONES = {
  danger: "border-danger-line bg-danger-soft text-danger",
  warn: "border-warn-line bg-warn-soft text-warn",
  accent: "border-accent-line bg-accent-soft text-accent-strong",
};

type Props = {
  tone: keyof typeof TONES;
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
  /** Read out at once by screen readers. */ urgent?: boolean;
};

export function Notice({ tone, icon, title, children, urgent = false }: Props) {
  return (
    <div role={urgent ? "alert" : undefined} className={cx("flex gap-3 rounded-xl border p-4", TONES[tone])}>
      {icon && <span className="mt-0.5 shrink-0 [&>svg]:size-5">{icon}</span>}
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        <div className={cx("text-ink", title && "mt-0.5")}>{children}</div>
      </div>
    </div>
  );
}
