import { Header, ListBox, ListBoxItem, ListBoxSection } from "react-aria-components";
import { he } from "../../../i18n/he.ts";
import type { Entry, Section } from "./entries.tsx";

type Props = {
  sections: Section[];
  typed: string;
  isSearching: boolean;
  hasFailed: boolean;
  onFollow: (entry: Entry) => void;
};

const Line = ({ entry, onFollow }: { entry: Entry; onFollow: (entry: Entry) => void }) => (
  <ListBoxItem
    id={entry.key}
    textValue={entry.text}
    onAction={() => onFollow(entry)}
    className="flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 outline-none data-focused:bg-accent-soft sm:min-h-11"
  >
    <span className="shrink-0 text-ink-faint">{entry.icon}</span>
    <span className="min-w-0 shrink-0 truncate max-sm:max-w-1/2 sm:max-w-[60%]">{entry.text}</span>
    {entry.note && <span className="min-w-0 flex-1 truncate text-end text-xs text-ink-faint">{entry.note}</span>}
  </ListBoxItem>
);

export function Results({ sections, typed, isSearching, hasFailed, onFollow }: Props) {
  const isEmpty = sections.length === 0;
  return (
    <>
      <ListBox
        aria-label={he.palette.results}
        items={sections}
        className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2 outline-none data-empty:hidden"
      >
        {(section) => (
          <ListBoxSection id={section.key} items={section.entries}>
            <Header className="px-3 pt-2 pb-1 text-xs font-medium text-ink-faint">{section.title}</Header>
            {section.entries.map((entry) => (
              <Line key={entry.key} entry={entry} onFollow={onFollow} />
            ))}
          </ListBoxSection>
        )}
      </ListBox>
      {/* Always there, so that what comes into it is read out. */}
      <div role="status">
        {isEmpty && isSearching && <p className="px-5 py-8 text-center text-ink-faint">{he.palette.searching}</p>}
        {isEmpty && !isSearching && !hasFailed && (
          <p className="px-5 py-8 text-center text-ink-soft">{he.palette.none(typed.trim())}</p>
        )}
        {hasFailed && !isSearching && <p className="px-5 py-3 text-center text-sm text-danger">{he.palette.failed}</p>}
      </div>
    </>
  );
}
