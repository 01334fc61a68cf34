/** What the model says, and how fast. */
import { carmelSettings } from "../../dev/seed/carmel/settings.ts";
import type { CreateRequest, ModelSession } from "./model-session.ts";
import type { ModelResponse } from "./model-response.ts";
import type { Pacer } from "./pacer.ts";
import { CLIP_KEY } from "./tagged-audio.ts";

const GREETING = carmelSettings.greeting;
const SHORT_MS = 200;
/** A clip is as long as it takes to say. */
const MS_PER_LETTER = 70;
const CLIP_PIECE_MS = 200;
const WORDS = "דירת ארבעה חדרים בכרמל צרפתי, קומה שנייה עם מרפסת שמש וחניה, קרובה לגן ולבית ספר. ";

/** The words that the product wants spoken as they are stand between «». */
export const exactWords = ({ instructions = "" }: CreateRequest): string | undefined =>
  /«([^»]*)»/.exec(instructions)?.[1];

/**
 * An answer that is over at once. The first thing a call of ours asks for is its greeting; the words must be those, or
 * it is not kept.
 */
export function quickAnswer(model: ModelSession, request: CreateRequest): void {
  const response = model.respond();
  response.beginMessage(CLIP_KEY);
  response.words(exactWords(request) ?? GREETING);
  response.audio(CLIP_KEY, 0, SHORT_MS);
  model.finish("completed");
}

/** Speaks a clip for a session that only records. */
export function recite(model: ModelSession, request: CreateRequest): void {
  const text = exactWords(request) ?? "";
  const response = model.respond();
  response.beginMessage(CLIP_KEY);
  response.words(text);
  for (let atMs = 0; atMs < text.length * MS_PER_LETTER; atMs += CLIP_PIECE_MS)
    response.audio(CLIP_KEY, atMs, CLIP_PIECE_MS);
  model.finish("completed");
}

/** What a tool is called with. */
export const SOME_LEAD = {
  name: "דנה",
  phone: null,
  deal_type: "buy",
  area: "חיפה",
  rooms: 4,
  budget: 2_400_000,
  notes: null,
};

export type Speech = {
  /** Ms of audio of each item. */
  items: { key: number; ms: number }[];
  deltaMs: number;
  /** Times faster than it is spoken. */
  speed: number;
  /** What the audio's tags say; default: the item's key and how far it has got. */
  tag?: (key: number, atMs: number) => { stream: number; number: number };
};

export type Speaking = {
  response: ModelResponse;
  itemIds: string[];
  over: Promise<void>;
  /** One more delta, which was on its way already. */ straggle(): void;
};

/** Text comes with every so many ms of audio. */
const WORDS_EVERY_MS = 400;

/** Speaks until the end, or until the response is ended by somebody else. */
export function speak(model: ModelSession, pacer: Pacer, speech: Speech, startAt = performance.now()): Speaking {
  const response = model.respond();
  const { items, deltaMs, speed, tag = (key, atMs) => ({ stream: key, number: atMs }) } = speech;
  const itemIds: string[] = [];
  let index = 0;
  let atMs = 0;
  const delta = () => {
    const item = items[index];
    if (!item) return;
    if (atMs === 0) itemIds.push(response.beginMessage(item.key));
    if (atMs % WORDS_EVERY_MS === 0) response.words(WORDS.slice((atMs / 20) % 60, ((atMs / 20) % 60) + 20));
    const { stream, number } = tag(item.key, atMs);
    response.audio(stream, number, deltaMs);
    atMs += deltaMs;
    if (atMs < item.ms) return;
    response.endMessage(true);
    index++;
    atMs = 0;
  };
  const over = new Promise<void>((resolve) => {
    const stop = pacer.every(deltaMs / speed, startAt, () => {
      if (!response.over && index < items.length) return delta();
      if (model.active === response) model.finish("completed");
      stop();
      resolve();
    });
  });
  return { response, itemIds, over, straggle: () => response.openItem && delta() };
}
