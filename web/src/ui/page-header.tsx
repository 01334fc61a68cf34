import { ArrowRight } from "lucide-react";
import { Link } from "react-router";
import type { ReactNode } from "react";

type Props = { title: ReactNode; note?: ReactNode; back?: { to: string; text: string } };

export function PageHeader({ title, note, back }: Props) {
  return (
    <header className="mb-5 md:mb-6">
      {back && (
        <Link
          to={back.to}
          className="-ms-1 mb-2 inline-flex min-h-9 items-center gap-1.5 rounded-md px-1 text-sm text-ink-soft hover:text-ink"
        >
          <ArrowRight aria-hidden className="size-4" />
          {back.text}
        </Link>
      )}
      <h1 className="text-[1.375rem] leading-tight font-semibold text-balance break-words md:text-2xl">{title}</h1>
      {note && <p className="mt-1.5 max-w-prose text-ink-soft">{note}</p>}
    </header>
  );
}
