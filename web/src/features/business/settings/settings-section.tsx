import type { ReactNode } from "react";

/** A group of settings: on the desk its explanation stands beside the fields. */
export function SettingsSection({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-t border-line py-7 first:border-t-0 first:pt-0 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <header>
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-0.5 text-sm text-ink-soft">{text}</p>
      </header>
      <div className="flex max-w-2xl flex-col gap-5">{children}</div>
    </section>
  );
}
