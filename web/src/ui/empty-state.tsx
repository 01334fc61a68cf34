import type { ReactNode } from "react";

type Props = {
  icon: ReactNode;
  title: string;
  text?: string;
  action?: ReactNode;
  /** 1 where this is all there is on the page. */ level?: 1 | 2;
};

export function EmptyState({ icon, title, text, action, level = 2 }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-16 text-center">
      <div className="mb-4 grid size-14 place-items-center rounded-2xl border border-line bg-surface text-ink-faint [&>svg]:size-6">
        {icon}
      </div>
      <Heading className="text-base font-semibold text-balance">{title}</Heading>
      {text && <p className="mt-1 text-pretty text-ink-soft">{text}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
