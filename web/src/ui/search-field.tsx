/**
 * A box to search with. Of the browser's own: React Aria's brings forms, validation and their words with it, 8 kB that
 * a list would wait for.
 */
import { Search, X } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { he } from "../i18n/he.ts";
import { cx } from "./cx.ts";
import { Spinner } from "./spinner.tsx";

type Props = {
  /** What is searched; not shown, the placeholder and the magnifier say it. */ label: string;
  value?: string;
  defaultValue?: string;
  placeholder?: string;
  maxLength?: number;
  isLoading?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  onChange?: (value: string) => void;
  onBlur?: () => void;
  /** Enter. */ onSubmit?: () => void;
};

/** Escape empties it; of an empty one Escape is left to whatever it stands in. */
export function SearchField({
  label,
  value,
  defaultValue = "",
  placeholder,
  maxLength,
  isLoading = false,
  isDisabled = false,
  autoFocus = false,
  onChange,
  onBlur,
  onSubmit,
}: Props) {
  const [own, setOwn] = useState(defaultValue);
  const input = useRef<HTMLInputElement>(null);
  const shown = value ?? own;
  const change = (next: string) => {
    setOwn(next);
    onChange?.(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Of letters that are still being composed both keys belong to the keyboard.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && onSubmit) {
      event.preventDefault();
      onSubmit();
    }
    if (event.key === "Escape" && shown !== "") {
      event.preventDefault();
      event.stopPropagation();
      change("");
    }
  };
  return (
    <div className="relative w-full md:max-w-sm">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3 grid place-items-center text-ink-faint"
      >
        {isLoading ? <Spinner /> : <Search className="size-4" />}
      </span>
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        disabled={isDisabled}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- Whoever opens the search page wants to type.
        autoFocus={autoFocus}
        autoComplete="off"
        value={shown}
        onChange={(event) => change(event.target.value)}
        onBlur={onBlur}
        onKeyDown={onKeyDown}
        className={cx(
          "min-h-11 w-full min-w-0 rounded-lg border border-control bg-surface py-2 ps-9 pe-10 text-base text-ink outline-none transition-colors placeholder:text-ink-faint md:min-h-10 md:text-[0.9375rem]",
          "hover:border-ink-faint focus:border-accent focus:ring-2 focus:ring-accent/25 disabled:opacity-60",
          "[&::-webkit-search-cancel-button]:hidden",
        )}
      />
      {shown !== "" && !isDisabled && (
        <button
          type="button"
          // The keyboard has Escape.
          tabIndex={-1}
          aria-label={he.common.clear}
          // The focus stays where it is typed.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            change("");
            input.current?.focus();
          }}
          className="absolute inset-y-0 end-0 my-auto grid size-11 place-items-center rounded-md text-ink-faint hover:text-ink md:end-1 md:size-8 md:hover:bg-sunken"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
