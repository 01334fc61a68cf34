/** Compiles what a call needs of its business. */
import type { AgentSnapshot } from "../../../../core/assistant/agent-snapshot.ts";
import { FILLERS, type ClipSpec } from "../../../../core/assistant/clips.ts";
import { businessInstructions } from "../../../../core/assistant/instructions.ts";
import { settingsWarnings } from "../../../../core/business/settings.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import type { BusinessScope } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findSettings } from "../../business/queries.ts";

/** Changes drop the snapshot at once; this bounds how long one could live if such a message was lost. */
const LIVES_MS = 5 * 60_000;

export async function compileSnapshot(
  deps: Pick<Deps, "config" | "now" | "log">,
  scope: BusinessScope,
  findClip: (spec: ClipSpec) => string[] | null,
): Promise<AgentSnapshot> {
  const stored = await findSettings(scope);
  if (!stored) throw new CodedError("not_found", "the business has no settings");
  const { version, updatedAt: _, ...settings } = stored;
  for (const { code, chars, recommendedChars } of settingsWarnings(settings)) {
    deps.log.warn(code, { businessId: scope.businessId, chars, recommendedChars });
  }
  const models = {
    realtime: settings.realtimeModel ?? deps.config.OPENAI_REALTIME_MODEL,
    text: settings.textModel ?? deps.config.OPENAI_TEXT_MODEL,
    transcribe: settings.transcribeModel ?? deps.config.OPENAI_TRANSCRIBE_MODEL,
  };
  const clip = (text: string) => findClip({ text, voice: settings.voice, model: models.realtime });
  return {
    businessId: scope.businessId,
    version,
    expiresAt: deps.now() + LIVES_MS,
    settings,
    instructions: businessInstructions(settings),
    models,
    greetingAudio: clip(settings.greeting),
    fillers: FILLERS.flatMap((text) => {
      const audio = clip(text);
      return audio ? [{ text, audio }] : [];
    }),
  };
}
