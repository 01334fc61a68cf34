/** Makes the clips anew: `node dev/speech/make.ts`. Needs espeak-ng and sox; nobody else does. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tighten } from "./envelope.ts";
import { lines, type Line, type Voice } from "./lines.ts";
import { encodeMulaw, SAMPLE_RATE } from "../../core/contract/mulaw.ts";

const folder = new URL("./clips/", import.meta.url);

/** Two clearly different people: a higher, quicker caller and a lower, calmer assistant. */
const voices: Record<Voice, { pitch: string; wordsPerMinute: string; longestPauseMs: number }> = {
  caller: { pitch: "70", wordsPerMinute: "175", longestPauseMs: 100 },
  assistant: { pitch: "35", wordsPerMinute: "190", longestPauseMs: 300 },
};

function speak(line: Line): Uint8Array {
  const { pitch, wordsPerMinute, longestPauseMs } = voices[line.voice];
  const wav = execFileSync("espeak-ng", ["-v", "he", "-p", pitch, "-s", wordsPerMinute, "--stdout", line.text]);
  // The telephone's band, and even loudness, so that every clip wakes the voice detection alike.
  const raw = execFileSync(
    "sox",
    [
      "-t",
      "wav",
      "-",
      "-t",
      "raw",
      "-r",
      String(SAMPLE_RATE),
      "-c",
      "1",
      "-b",
      "16",
      "-e",
      "signed-integer",
      "-D",
      "-",
    ].concat(["sinc", "250-3500", "gain", "-n", "-4"]),
    { input: wav, stdio: ["pipe", "pipe", "ignore"] },
  );
  const samples = new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + (raw.length & ~1)));
  return encodeMulaw(tighten(samples, longestPauseMs));
}

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(new URL(name, folder));
let total = 0;
for (const line of lines) {
  const audio = speak(line);
  total += audio.length;
  writeFileSync(new URL(`${line.id}.ulaw`, folder), audio);
  console.log(`${line.id}  ${(audio.length / SAMPLE_RATE).toFixed(1)} s`);
}
console.log(`${lines.length} clips, ${Math.round(total / 1024)} kB`);
