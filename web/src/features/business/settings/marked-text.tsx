import { markedLines } from "./marked-lines.ts";

/** A text to read beside another one; lines that only this one has are marked. */
export function MarkedText({ text, other }: { text: string; other: string }) {
  const lines = markedLines(text, other);
  const isShort = lines.length === 1;
  return (
    <div className="max-h-72 overflow-y-auto rounded-lg border border-line bg-surface p-3 leading-[1.7] break-words whitespace-pre-wrap">
      {lines.map(({ line, isOwn }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no name but their place
        <p key={index}>
          {isOwn && !isShort ? <mark className="bg-warn-soft text-ink">{line}</mark> : line || "\u00a0"}
        </p>
      ))}
    </div>
  );
}
