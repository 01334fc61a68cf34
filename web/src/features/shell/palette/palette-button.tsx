import { Search } from "lucide-react";
import { Button } from "react-aria-components";
import { he } from "../../../i18n/he.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Keys } from "../../../ui/keys.tsx";
import { useOpenPalette } from "./palette-context.ts";

/** In the sidebar: looks like the field that it opens. */
export function PaletteButton() {
  const open = useOpenPalette();
  return (
    <Button
      onPress={open}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex min-h-10 w-full items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-start text-ink-faint transition-colors data-hovered:border-line-strong data-hovered:text-ink-soft"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1">{he.palette.open}</span>
      <Keys keys={["mod", "K"]} />
    </Button>
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
