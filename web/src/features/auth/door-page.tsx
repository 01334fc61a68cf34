import { useEffect, useRef, type ReactNode } from "react";
import { he } from "../../i18n/he.ts";
import { Logo } from "../../ui/logo.tsx";
import { useTitle } from "../../ui/use-title.ts";

type Props = {
  title: string;
  /** In the browser's tab, where the title is too long for it. */
  tab?: string;
  children: ReactNode;
  /** Below the card: the ways out. */
  footer?: ReactNode;
};

/** The frame of every screen before the dashboard: sign-in, reset, invitation. */
export const DoorPage = ({ title, tab = title, children, footer }: Props) => {
  useTitle(tab);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string>(null);

  // A screen that took another one's place is read from its heading on; the first one begins at its own field.
  useEffect(() => {
    if (shown.current !== null && shown.current !== title) heading.current?.focus();
    shown.current = title;
  }, [title]);

  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[27rem] flex-col justify-center px-4 py-10 sm:px-5">
      <div className="mb-7 flex items-center gap-3">
        <Logo className="size-11" />
        <div>
          <p className="text-lg leading-tight font-semibold">
            <bdi dir="ltr">{he.common.product}</bdi>
          </p>
          <p className="text-sm text-ink-soft">{he.auth.subtitle}</p>
        </div>
      </div>
      <div className="rounded-2xl border border-line bg-surface p-5 sm:p-7">
        <h1 ref={heading} tabIndex={-1} className="mb-5 text-xl leading-snug font-semibold text-balance outline-none">
          {title}
        </h1>
        {children}
      </div>
      {footer && (
        <div className="mt-5 flex flex-wrap justify-center gap-x-6 text-sm [&>a]:inline-flex [&>a]:min-h-11 [&>a]:items-center">
          {footer}
        </div>
      )}
    </main>
  );
};
