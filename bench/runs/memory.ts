/**
 * Memory of a call. Resident memory alone says little: V8 keeps what it has not had to collect yet, and fifty calls'
 * garbage hides fifty calls. So the heap is collected first, through the inspector, before the calls and with them.
 */
import { WebSocket } from "ws";
import { openCall, type BenchCall } from "../bench-call.ts";
import { residentBytes } from "../measure/process-usage.ts";
import { PEERS, type PeerName } from "../peer-names.ts";
import { startPeer, type Peer } from "../peer-process.ts";
import { FakeOpenAi } from "../peers/fake-openai.ts";
import { Pacer, pause } from "../peers/pacer.ts";
import { CYCLE_MS, talk } from "./conversation.ts";

export type MemoryResult = {
  peer: PeerName;
  calls: number;
  /** Live JavaScript, after a collection. */ heapPerCall: number;
  /** Resident, after a collection. */ residentPerCall: number;
};
type Reading = { heap: number; resident: number };

export async function runMemory(calls: number): Promise<MemoryResult[]> {
  const openAi = await FakeOpenAi.start();
  const results: MemoryResult[] = [];
  for (const name of PEERS) {
    const peer = await startPeer(name, openAi.url, { inspector: true });
    try {
      const pacer = new Pacer();
      const warmUp = await openCalls(peer, openAi, pacer, 4);
      await Promise.all(warmUp.map((call) => call.hangUp()));
      await pause(1_000);
      const before = await read(peer);
      const open = await openCalls(peer, openAi, pacer, calls);
      await Promise.all(open.map((call, index) => talk(call, index + 1, (index / calls) * CYCLE_MS, pacer, () => {})));
      const after = await read(peer);
      results.push({
        peer: name,
        calls,
        heapPerCall: (after.heap - before.heap) / calls,
        residentPerCall: (after.resident - before.resident) / calls,
      });
      await Promise.all(open.map((call) => call.hangUp()));
    } finally {
      await peer.stop();
    }
  }
  await openAi.stop();
  return results;
}

async function openCalls(peer: Peer, openAi: FakeOpenAi, pacer: Pacer, count: number): Promise<BenchCall[]> {
  const open: BenchCall[] = [];
  for (let stream = 1; stream <= count; stream++) open.push(await openCall(peer, openAi, pacer, { stream }));
  await pause(1_000);
  return open;
}

/** Collects twice: what the first sets free may hold more. An idle workerd collects with its next request. */
async function read(peer: Peer): Promise<Reading> {
  const heap = await withInspector(peer.inspectorUrl ?? "", async (ask) => {
    for (let time = 0; time < 2; time++) {
      const collected = ask("HeapProfiler.collectGarbage");
      await fetch(`${peer.url}/healthz`).then((response) => response.text());
      await collected;
    }
    return Number((await ask("Runtime.getHeapUsage"))["usedSize"]);
  });
  await pause(500);
  return { heap, resident: residentBytes(peer.pid) };
}

type Ask = (method: string) => Promise<Record<string, unknown>>;

async function withInspector<T>(url: string, use: (ask: Ask) => Promise<T>): Promise<T> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const waiting = new Map<number, (result: Record<string, unknown>) => void>();
  socket.on("message", (data: Buffer) => {
    const { id, result } = JSON.parse(data.toString()) as { id?: number; result?: Record<string, unknown> };
    if (id !== undefined) waiting.get(id)?.(result ?? {});
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  let lastId = 0;
  try {
    return await use(
      (method) =>
        new Promise((resolve) => {
          waiting.set(++lastId, resolve);
          socket.send(JSON.stringify({ id: lastId, method }));
        }),
    );
  } finally {
    socket.close();
  }
}
