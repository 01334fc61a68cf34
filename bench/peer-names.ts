/** Those that are measured, and what they share with the process that calls them. */
export const PEERS = ["relay", "ours", "sdk", "nodeRelay", "rva"] as const;
export type PeerName = (typeof PEERS)[number];
/** They understand what they carry; the relays pass it on. */
export const BRIDGES = ["ours", "sdk", "rva"] as const satisfies PeerName[];
export type BridgeName = (typeof BRIDGES)[number];

export const PEER_TITLES: Record<PeerName, string> = {
  relay: "bare relay",
  ours: "CallSession",
  sdk: "Agents SDK",
  nodeRelay: "bare relay (Node)",
  rva: "realtime-voice-agents (Node)",
};
/** What carries it. Node takes about half of workerd's time for the same frames, so each has its own floor. */
export const RUNTIMES: Record<PeerName, "workerd" | "Node"> = {
  relay: "workerd",
  ours: "workerd",
  sdk: "workerd",
  nodeRelay: "Node",
  rva: "Node",
};
export const RELAYS = { workerd: "relay", Node: "nodeRelay" } as const satisfies Record<string, PeerName>;
export const isRelay = (peer: PeerName): boolean => RELAYS[RUNTIMES[peer]] === peer;

export const CALLED_NUMBER = "+97235550101";
export const AUTH_TOKEN = "bench-auth-token";
/** What the webhooks are signed over; requests go to wherever the process really listens. */
export const PUBLIC_URL = "http://bench.test";

/** What the process of a peer is told, as JSON in its first argument. */
export type PeerSettings = {
  peer: PeerName;
  openAiUrl: string;
  inspector: boolean;
  databasesInside: boolean;
  runJobs: boolean;
};
/** What it answers when the peer stands: one line of JSON on standard output. `pid` is the process that is measured. */
export type PeerReady = { url: string; pid: number; inspectorUrl?: string };
