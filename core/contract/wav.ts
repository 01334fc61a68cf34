/** Linear audio as a file that every browser plays (http://soundfile.sapp.org/doc/WaveFormat/). */
const HEAD_BYTES = 44;
const SAMPLE_BYTES = 2;

/** `pcm`: 16 bits, little-endian, one channel. */
export function wavOf(pcm: Uint8Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(HEAD_BYTES + pcm.byteLength);
  const head = new DataView(file.buffer);
  const letters = (at: number, text: string) =>
    file.set(
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
      at,
    );
  letters(0, "RIFF");
  head.setUint32(4, file.byteLength - 8, true);
  letters(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  // Linear, one channel.
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, sampleRate, true);
  head.setUint32(28, sampleRate * SAMPLE_BYTES, true);
  head.setUint16(32, SAMPLE_BYTES, true);
  head.setUint16(34, 8 * SAMPLE_BYTES, true);
  letters(36, "data");
  head.setUint32(40, pcm.byteLength, true);
  file.set(pcm, HEAD_BYTES);
  return file;
}
