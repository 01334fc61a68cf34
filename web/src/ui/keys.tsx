import { cx } from "./cx.ts";

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** `mod` is Ctrl, on a Mac ⌘. */
const NAMES: Readonly<Record<string, string>> = {
  mod: isApple ? "⌘" : "Ctrl",
  enter: "↵",
  escape: "Esc",
  up: "↑",
  down: "↓",
};

/** Keys to press, for eyes only: what they do is said where they do it. */
export const Keys = ({ keys, className }: { keys: readonly string[]; className?: string }) => (
  <span aria-hidden dir="ltr" className={cx("inline-flex items-center gap-1", className)}>
    {keys.map((key) => (
      <kbd
        key={key}
        className="grid min-w-5 place-items-center rounded border border-line-strong bg-surface px-1 font-sans text-[0.6875rem] leading-[1.125rem] text-ink-faint"
      >
        {NAMES[key] ?? key}
      </kbd>
    ))}
  </span>
);
