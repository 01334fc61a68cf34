/** From Twilio's `start` to the first byte of the greeting, when OpenAI takes its time to answer the upgrade. */
import { openCall } from "../bench-call.ts";
import { BRIDGES, type BridgeName } from "../peer-names.ts";
import { startPeer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { Pacer, pause, until } from "../peers/pacer.ts";

export const UPGRADE_MS = 800;
export type GreetingResult = {
  peer: BridgeName;
  /** The first call of all: nobody has spoken this greeting yet. */
  firstCallMs: number;
  laterCallsMs: number[];
};

const LIMIT_MS = 5_000;

export async function runGreeting(repeats: number): Promise<GreetingResult[]> {
  const openAi = await FakeOpenAi.start();
  const results: GreetingResult[] = [];
  for (const name of BRIDGES) {
    const peer = await startPeer(name, openAi.url);
    openAi.upgradeMs = UPGRADE_MS;
    const pacer = new Pacer();
    const took: number[] = [];
    try {
      for (let repeat = 0; repeat <= repeats; repeat++) {
        const { twilio, hangUp } = await openCall(peer, openAi, pacer, { stream: 1, greet: true });
        await until(() => twilio.firstAudioAt !== null, LIMIT_MS);
        took.push((twilio.firstAudioAt ?? Number.NaN) - twilio.startedAt);
        // The greeting is heard to its end and, the first time, kept.
        await pause(500);
        await hangUp();
      }
    } finally {
      await peer.stop();
    }
    const [firstCallMs = Number.NaN, ...laterCallsMs] = took;
    results.push({ peer: name, firstCallMs, laterCallsMs });
  }
  await openAi.stop();
  return results;
}
