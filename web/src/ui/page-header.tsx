import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

type Props = {
  title: ReactNode;
  note?: ReactNode;
  back?: { to: string; text: string };
  /** What can be done here: buttons, at the end of the line on the desk, below on the phone. */ actions?: ReactNode;
};

export function PageHeader({ title, note, back, actions }: Props) {
  return (
    <header className="mb-5 md:mb-6">
      {back && <BackLink {...back} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-sm:w-full sm:flex-1">
          <h1 className="text-[1.375rem] leading-tight font-semibold text-balance break-words md:text-2xl">{title}</h1>
          {note && <div className="mt-1.5 max-w-prose text-ink-soft">{note}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>*]:flex-1">{actions}</div>}
      </div>
    </header>
  );
}

/** To the page above. Points to the right: that is where one comes from, in Hebrew. */
export const BackLink = ({ to, text }: { to: string; text: string }) => (
  <Link
    to={to}
    className="-ms-1 mb-2 print:hidden inline-flex min-h-11 items-center gap-1.5 md:min-h-9 rounded-md px-1 text-sm text-ink-soft transition-colors hover:text-ink"
  >
    <ArrowRight aria-hidden className="size-4" />
    {text}
  </Link>
);
