/** What the assistant would say first, spoken for who is about to decide it. Nothing of it is kept. */
import type { SampleAsked } from "../../../../core/business/wire.ts";
import { CodedError } from "../../../../core/contract/errors.ts";
import { wavOf } from "../../../../core/contract/wav.ts";
import { NotSpoken, SPOKEN_RATE } from "../../../adapters/openai/speak.ts";
import type { Deps } from "../../../deps.ts";
import { sampleCounters } from "../../auth/throttle/limits.ts";
import { throttle } from "../../auth/throttle/service.ts";

/**
 * A WAV file. Throws `rate_limited`, and `dependency_failed` with the reason as a detail, by the names of
 * core/calls/failure.ts.
 */
export async function speakSample(
  deps: Deps,
  { userId, businessId }: { userId: string; businessId: string },
  { greeting, voice }: SampleAsked,
): Promise<Uint8Array<ArrayBuffer>> {
  await throttle(deps, sampleCounters(deps.config.JWT_SECRET, userId, businessId));
  try {
    const audio = await deps.speakNow({ model: deps.config.OPENAI_SPEECH_MODEL, voice, text: greeting });
    return wavOf(audio, SPOKEN_RATE);
  } catch (cause) {
    if (!(cause instanceof NotSpoken)) throw cause;
    const details = [{ field: "openai", problem: cause.failure }];
    throw new CodedError("dependency_failed", "the greeting was not spoken", { cause: cause.cause, details });
  }
}
