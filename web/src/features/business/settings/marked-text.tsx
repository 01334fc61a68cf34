import { useLayoutEffect, useRef } from "react";
import { markedLines } from "./marked-lines.ts";

/** Above the first marked line. */
const AIR_PX = 28;

/** A text to read beside another one. Lines that only this one has are marked, and the first of them is in sight. */
export function MarkedText({ label, text, other }: { label: string; text: string; other: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const mark = box.current?.querySelector("mark");
    if (box.current && mark) box.current.scrollTop = mark.offsetTop - AIR_PX;
  }, []);
  const lines = markedLines(text, other);
  return (
    <div
      ref={box}
      // What is longer than its box is scrolled with the keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={label}
      className="relative max-h-72 overflow-y-auto rounded-lg border border-line bg-surface p-3 leading-[1.7] break-words whitespace-pre-wrap"
    >
      {lines.map(({ line, isOwn }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no name but their place
        <p key={index}>
          {isOwn && lines.length > 1 ? <mark className="bg-warn-soft text-ink">{line}</mark> : line || "\u00a0"}
        </p>
      ))}
    </div>
  );
}
