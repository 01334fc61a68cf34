/** Table and targets of what the caller waits for. */
import { median, percentile } from "../measure/statistics.ts";
import { ms, table, type Target } from "../measure/table.ts";
import { BRIDGES, PEER_TITLES, type BridgeName } from "../peer-names.ts";
import { SLOW_MS, type Scene } from "../peers/hearing-model.ts";
import type { AsHeardResult, SceneResult, Wait } from "../runs/as-heard.ts";

/** What is listened for: the answer in each scene, and what fills the time before a slow one. */
const ROWS: readonly { title: string; scene: Scene; sound: "answer" | "filler" }[] = [
  { title: "plain answer", scene: "plain", sound: "answer" },
  { title: "answer after a tool", scene: "tool", sound: "answer" },
  { title: `filler, the model takes ${SLOW_MS / 1_000} s`, scene: "slow", sound: "filler" },
  { title: `answer, the model takes ${SLOW_MS / 1_000} s`, scene: "slow", sound: "answer" },
  { title: "answer, dropped while the caller speaks", scene: "dropped while speaking", sound: "answer" },
  { title: "answer, dropped while it is awaited", scene: "dropped while waiting", sound: "answer" },
];

export function asHeardText({ scenes, greetings }: AsHeardResult): string {
  const row = (title: string, peer: BridgeName, waits: readonly (Wait | null)[]) => {
    const heard = waits.filter((wait) => wait !== null);
    const rest = heard.map(({ waitMs, ownMs }) => waitMs - ownMs);
    const tools = heard.flatMap(({ toolMs }) => (toolMs > 0 ? toolMs : []));
    const total = heard.map(({ waitMs }) => waitMs);
    return [
      `${title}, ${PEER_TITLES[peer]}`,
      `${heard.length} of ${waits.length}`,
      ms(median(total)),
      ms(percentile(total, 0.95)),
      ms(median(heard.map(({ ownMs }) => ownMs))),
      ms(median(rest)),
      ms(percentile(rest, 0.95)),
      ms(median(tools)),
    ];
  };
  const greetingRows = BRIDGES.map((peer) =>
    row(
      "greeting, from the stream's start",
      peer,
      greetings.filter((one) => one.peer === peer).map(({ wait }) => wait),
    ),
  );
  const sceneRows = ROWS.flatMap(({ title, scene, sound }) =>
    BRIDGES.map((peer) => row(title, peer, waitsFor(scenes, peer, scene, sound))),
  );
  const head = ["end of speech to first sound", "heard", "p50 ms", "p95", "model's own p50"];
  return table([...head, "the rest p50", "p95", "of it the tool p50"], [...greetingRows, ...sceneRows]);
}

export function asHeardTargets({ scenes }: AsHeardResult): Target[] {
  return ROWS.map(({ title, scene, sound }) => {
    const waits = waitsFor(scenes, "ours", scene, sound);
    const heard = waits.filter((wait) => wait !== null).length;
    return {
      name: `as heard: ${title}`,
      wanted: "always heard",
      measured: `${heard} of ${waits.length}`,
      met: waits.length > 0 && heard === waits.length,
    };
  });
}

const waitsFor = (
  scenes: readonly SceneResult[],
  peer: BridgeName,
  scene: Scene,
  sound: "answer" | "filler",
): (Wait | null)[] => scenes.filter((one) => one.peer === peer && one.scene === scene).map((one) => one[sound]);
