/** The job that records ahead what the assistant says from recordings, so that no caller is the one who waits for it. */
import { FILLERS } from "../../../../core/assistant/clips.ts";
import { speak } from "../../../adapters/openai/speak.ts";
import { scopeOfIdentity, type BusinessPlace } from "../../../db/scope.ts";
import type { Deps } from "../../../deps.ts";
import { findSettings } from "../../business/queries.ts";

/** Safe to run twice, also at once: a clip that is there is not recorded, one recorded twice replaces itself. */
export async function recordClips(deps: Deps, place: BusinessPlace): Promise<void> {
  const settings = await findSettings(scopeOfIdentity(deps.tenants, place));
  if (!settings) return;
  const { voice } = settings;
  const model = settings.realtimeModel ?? deps.config.OPENAI_REALTIME_MODEL;
  const hub = () => deps.hub(place.businessId);
  const missing = await hub().missingClips(FILLERS.map((text) => ({ text, voice, model })));
  for (const spec of missing) {
    const audio = await speak(deps.config, { model: deps.config.OPENAI_SPEECH_MODEL, voice, text: spec.text });
    await hub().keepClip(spec, audio);
  }
  if (missing.length > 0) deps.log.info("clips_recorded", { businessId: place.businessId, clips: missing.length });
}
