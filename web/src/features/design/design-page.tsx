import { he } from "../../i18n/he.ts";
import { cx } from "../../ui/cx.ts";
import { Ltr } from "../../ui/ltr.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { ThemeChoice } from "../shell/theme-choice.tsx";
import { GROUPS } from "./groups.ts";
import type { Group, Specimen } from "./specimen.ts";

/** The design system, for whoever builds screens: every component of web/src/ui in every state it has. */
export function DesignPage() {
  useTitle(he.design.title);
  return (
    <>
      <PageHeader title={he.design.title} note={he.design.subtitle} />
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <ThemeChoice />
        <p className="max-w-prose text-sm text-ink-soft">{he.design.focus}</p>
      </div>
      <nav aria-label={he.design.contents} className="mb-8 flex flex-wrap gap-x-4 gap-y-1">
        {GROUPS.map(({ key, title }) => (
          <a key={key} href={`#${key}`} className="min-h-9 content-center text-accent underline underline-offset-4">
            {title}
          </a>
        ))}
      </nav>
      {GROUPS.map((group) => (
        <GroupSection key={group.key} group={group} />
      ))}
    </>
  );
}

const GroupSection = ({ group: { key, title, ofPages = false, specimens } }: { group: Group }) => (
  <section aria-labelledby={key} className="mb-12">
    <h2 id={key} className="mb-4 scroll-mt-4 border-b border-line pb-2 text-lg font-semibold">
      {title}
    </h2>
    <div className="flex flex-col gap-8">
      {specimens.map((specimen) => (
        <SpecimenArticle key={specimen.name} specimen={specimen} Heading={ofPages ? "h2" : "h3"} />
      ))}
    </div>
  </section>
);

const SpecimenArticle = ({
  specimen: { name, note, states },
  Heading,
}: {
  specimen: Specimen;
  Heading: "h2" | "h3";
}) => (
  <article aria-label={name}>
    <Heading className="font-semibold">
      <Ltr>{name}</Ltr>
    </Heading>
    {note && <p className="mt-0.5 max-w-prose text-sm text-ink-soft">{note}</p>}
    <div className="mt-3 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {states.map((state) => (
        <figure
          key={state.name}
          className={cx(
            "min-w-0 rounded-xl border border-line bg-surface p-4",
            state.isWide && "sm:col-span-2 xl:col-span-3",
          )}
        >
          <figcaption className="mb-3 text-xs text-ink-faint">{state.name}</figcaption>
          {state.show}
        </figure>
      ))}
    </div>
  </article>
);
