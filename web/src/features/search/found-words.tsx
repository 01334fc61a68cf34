import type { FoundLead } from "../../../../core/search/wire.ts";

type Props = { /** Before them: who said it. */ lead?: string; words: NonNullable<FoundLead["words"]> };

/** The stretch of a text in which the words stand, with these marked. */
export const FoundWords = ({ lead, words }: Props) => (
  <p className="mt-1 line-clamp-3 text-sm break-words text-ink-soft">
    {lead && <span className="text-ink-faint">{lead} </span>}
    {words.map(({ text, isFound }, at) =>
      isFound ? (
        // eslint-disable-next-line react/no-array-index-key -- the stretch never changes
        <mark key={at} className="rounded-sm bg-accent-soft px-0.5 font-medium text-ink">
          {text}
        </mark>
      ) : (
        text
      ),
    )}
  </p>
);
