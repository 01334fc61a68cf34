import type { ReactNode } from "react";

type Props = { icon: ReactNode; title: string; text: string; action?: ReactNode };

export function EmptyState({ icon, title, text, action }: Props) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-16 text-center">
      <div className="mb-4 grid size-14 place-items-center rounded-2xl border border-line bg-surface text-ink-faint [&>svg]:size-6">
        {icon}
      </div>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="mt-1 text-ink-soft">{text}</p>
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
