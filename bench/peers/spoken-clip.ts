/**
 * What the fake model's speech endpoint says. It comes as linear audio and reaches the phone through our resampling, so
 * no tag would survive; one tone of frequency zero does: a steady level is the same byte again and again.
 */
import { encodeMulaw } from "../../core/contract/mulaw.ts";

const SAMPLE_RATE = 24_000;
const CLIP_MS = 700;
const LEVEL = 8_000;

/** 24 kHz, 16 bits, little-endian. */
export const spokenClip = (): Buffer => Buffer.from(new Int16Array((CLIP_MS * SAMPLE_RATE) / 1_000).fill(LEVEL).buffer);

/** Long enough that noise does not hold it by chance; a multiple of three bytes, so that it reads the same anywhere. */
const STEADY = Buffer.from(encodeMulaw(new Int16Array(24).fill(LEVEL))).toString("base64");

export const isSpokenClip = (message: string): boolean => message.includes(STEADY);
