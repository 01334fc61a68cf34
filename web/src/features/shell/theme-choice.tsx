import { Monitor, Moon, Sun, type LucideIcon } from "lucide-react";
import { he } from "../../i18n/he.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { chooseTheme, THEMES, useTheme, type Theme } from "./theme.ts";

const ICONS: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };

export function ThemeChoice() {
  const theme = useTheme();
  const options = THEMES.map((value) => {
    const Icon = ICONS[value];
    return { value, text: he.shell.themes[value], icon: <Icon aria-hidden className="size-4" /> };
  });
  return <Segmented label={he.shell.theme} value={theme} options={options} onChange={chooseTheme} />;
}
