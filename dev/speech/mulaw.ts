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
