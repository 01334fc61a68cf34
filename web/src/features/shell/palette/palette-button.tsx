import { Search } from "lucide-react";
import { he } from "../../../i18n/he.ts";
import { IconButton, PlainButton } from "../../../ui/button.tsx";
import { Keys } from "../../../ui/keys.tsx";
import { useOpenPalette } from "./palette-context.ts";

/** In the sidebar: looks like the field that it opens. */
export function PaletteButton() {
  const open = useOpenPalette();
  return (
    <PlainButton
      onPress={open}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex min-h-10 w-full items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-start text-ink-faint transition-colors hover:border-line-strong hover:text-ink-soft"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1">{he.palette.open}</span>
      <Keys keys={["mod", "K"]} />
    </PlainButton>
  );
}

/** In the phone's head. */
export function PaletteIcon() {
  const open = useOpenPalette();
  return (
    <IconButton label={he.palette.open} onPress={open} aria-haspopup="dialog">
      <Search aria-hidden className="size-5" />
    </IconButton>
  );
}
