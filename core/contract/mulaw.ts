/** G.711 mu-law, the telephone's sample format: one byte a sample, 8000 samples a second. */
export const SAMPLE_RATE = 8000;
/** The byte of digital silence. */
export const SILENCE = 0xff;

const BIAS = 0x84;
const CLIP = 32_635;

const decodeTable = Int16Array.from({ length: 256 }, (_, byte) => {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const magnitude = (((inverted & 0x0f) << 3) + BIAS) << exponent;
  return (inverted & 0x80) !== 0 ? BIAS - magnitude : magnitude - BIAS;
});

export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = decodeTable[bytes[i] ?? SILENCE] ?? 0;
  return samples;
}

export function encodeMulaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, encodeSample);
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude >> 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** Length of mu-law audio in milliseconds, rounded down as OpenAI does. */
export function durationMs(byteLength: number): number {
  return Math.floor((byteLength * 1000) / SAMPLE_RATE);
}

/**
 * Linear audio at 24 kHz as the telephone takes it. Before two of three samples are left out, what the telephone cannot
 * carry (above 4 kHz) is filtered away; it would come back as noise in the lower tones.
 */
export function telephoneAudio(pcm24k: Int16Array): Uint8Array {
  const out = new Int16Array(Math.floor(pcm24k.length / STEP));
  for (let at = 0; at < out.length; at++) {
    let sum = 0;
    for (let tap = 0; tap < TAPS.length; tap++) sum += (TAPS[tap] ?? 0) * (pcm24k[at * STEP + tap - HALF] ?? 0);
    out[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  }
  return encodeMulaw(out);
}

const STEP = 3;
const HALF = 24;
/** A low-pass at 3.6 kHz: a windowed sinc, scaled to let level tones through as they are. */
const TAPS: readonly number[] = (() => {
  const cutoff = (2 * 3_600) / 24_000;
  const raw = Array.from({ length: 2 * HALF + 1 }, (_, at) => {
    const x = at - HALF;
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * x) / HALF));
  });
  const sum = raw.reduce((total, tap) => total + tap, 0);
  return raw.map((tap) => tap / sum);
})();
