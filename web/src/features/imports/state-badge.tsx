import type { ImportState } from "../../../../core/imports/states.ts";
import { imports as t } from "../../i18n/he/imports.ts";
import { Badge, type Tone } from "../../ui/badge.tsx";
import { Spinner } from "../../ui/spinner.tsx";

const TONES: Record<ImportState, Tone> = {
  uploading: "neutral",
  uploaded: "warn",
  running: "accent",
  paused: "warn",
  cancelled: "neutral",
  done: "neutral",
  undoing: "accent",
  undone: "neutral",
};

export function StateBadge({ state }: { state: ImportState }) {
  const isWorking = state === "running" || state === "undoing";
  return (
    <Badge tone={TONES[state]} {...(isWorking && { icon: <Spinner /> })}>
      {t.states[state]}
    </Badge>
  );
}
