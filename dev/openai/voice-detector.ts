/** Says for each 20 ms of telephone audio whether somebody speaks. */
import loadFvad from "@echogarden/fvad-wasm";
import { SAMPLE_RATE } from "../../core/contract/mulaw.ts";

export interface VoiceDetector {
  /** Exactly 160 samples. */
  isSpeech(frame: Int16Array): boolean;
  free(): void;
}

/** `threshold` is the session's, 0 to 1: the higher, the louder one must speak. */
export type CreateVoiceDetector = (threshold: number) => VoiceDetector;

/** One WebAssembly memory serves all sessions of the process; a detector in it is small. */
export async function loadVoiceDetection(): Promise<CreateVoiceDetector> {
  const fvad = await loadFvad();
  const buffer = fvad._malloc(SAMPLE_RATE / 25);
  return (threshold) => {
    const detector = fvad._fvad_new();
    fvad._fvad_set_sample_rate(detector, SAMPLE_RATE);
    fvad._fvad_set_mode(detector, threshold >= 0.75 ? 3 : threshold >= 0.4 ? 2 : 1);
    return {
      isSpeech(frame) {
        fvad.HEAP16.set(frame, buffer / 2);
        return fvad._fvad_process(detector, buffer, frame.length) === 1;
      },
      free: () => fvad._fvad_free(detector),
    };
  };
}
