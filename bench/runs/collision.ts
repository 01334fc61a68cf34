/**
 * A tool's result is ready while a response is active. The service refuses a `response.create` then; whoever does not
 * ask again leaves the caller without the answer.
 */
import { openCall } from "../bench-call.ts";
import { BRIDGES, type BridgeName } from "../peer-names.ts";
import { startPeer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import type { ModelSession } from "../peers/model-session.ts";
import { Pacer, pause, until } from "../peers/pacer.ts";
import { quickAnswer, SOME_LEAD, speak } from "../peers/speech.ts";

export const COLLISIONS = ["crossing on the wire", "response still speaking"] as const;
export type CollisionName = (typeof COLLISIONS)[number];
export type CollisionTrial = {
  peer: BridgeName;
  kind: CollisionName;
  answered: boolean;
  /** Requests that were refused on the way. */ refused: number;
};

/** After the response that stood in the way has ended. */
const PATIENCE_MS = 1_500;

export async function runCollision(repeats: number): Promise<CollisionTrial[]> {
  const openAi = await FakeOpenAi.start();
  const trials: CollisionTrial[] = [];
  for (const name of BRIDGES) {
    const peer = await startPeer(name, openAi.url);
    try {
      const pacer = new Pacer();
      for (let repeat = 0; repeat < repeats; repeat++) {
        for (const kind of COLLISIONS) {
          const call = await openCall(peer, openAi, pacer, { stream: 1 });
          await pause(400);
          trials.push({ peer: name, kind, ...(await collide(call.model, pacer, kind)) });
          await call.hangUp();
        }
      }
    } finally {
      await peer.stop();
    }
  }
  await openAi.stop();
  return trials;
}

async function collide(
  model: ModelSession,
  pacer: Pacer,
  kind: CollisionName,
): Promise<{ answered: boolean; refused: number }> {
  const asked = model.asked.length;
  let resultCame = false;
  let answered = false;
  model.onCreate = (request) => {
    answered = true;
    quickAnswer(model, request);
  };
  const long = { items: [{ key: 1, ms: 1_000 }], deltaMs: 200, speed: 3.5 };
  let inTheWay: Promise<void> = Promise.resolve();
  model.onItem = (type) => {
    if (type !== "function_call_output" || resultCame) return;
    resultCame = true;
    // The server has begun a response by itself (the caller spoke), just before the client's request comes.
    if (kind === "crossing on the wire") inTheWay = speak(model, pacer, long).over;
  };
  if (kind === "crossing on the wire") {
    model.respond().callFunction("save_lead", SOME_LEAD);
    model.finish("completed");
  } else {
    // The call stands in a response that goes on speaking.
    const { response, over } = speak(model, pacer, long, performance.now() + 20);
    response.callFunction("save_lead", SOME_LEAD);
    inTheWay = over;
  }
  await until(() => resultCame, 3_000);
  await inTheWay;
  await until(() => answered, PATIENCE_MS);
  return { answered, refused: model.asked.slice(asked).filter((one) => one.refused).length };
}
