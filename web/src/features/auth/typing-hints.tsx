/** What goes unnoticed while one types: Caps Lock, and Hebrew letters where Latin ones were meant. They stop nobody. */
import { useState, type KeyboardEvent, type MouseEvent } from "react";
import { hasHebrew } from "../../../../core/hebrew/direction.ts";
import { he } from "../../i18n/he.ts";

const t = he.auth.typing;

/** Whether Caps Lock is on, as far as the last key or click within has told. */
export function useCapsLock() {
  const [isOn, setOn] = useState(false);
  const look = (event: KeyboardEvent | MouseEvent) => {
    // What a password manager fills in comes with key events that know of no keys.
    if ("getModifierState" in event.nativeEvent) setOn(event.getModifierState("CapsLock"));
  };
  return { isOn, watch: { onKeyDownCapture: look, onKeyUpCapture: look, onMouseDownCapture: look } };
}

type Hints = { text: string; kind: "email" | "password"; isCapsLock?: boolean };

function hintsOf({ text, kind, isCapsLock = false }: Hints): string[] {
  return [...(isCapsLock ? [t.capsLock] : []), ...(hasHebrew(text) ? [t.hebrew[kind]] : [])];
}

/** Always there, so that what comes into it is read out. */
export const TypingHints = (about: Hints) => (
  <div role="status">
    {hintsOf(about).map((hint) => (
      <p key={hint} className="mt-1.5 text-xs font-medium text-warn">
        {hint}
      </p>
    ))}
  </div>
);
