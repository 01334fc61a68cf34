/** A small drawn house in the place of a photograph: a sky, a building with windows, a lawn; other colours for each. */
import { crc32, deflateSync } from "node:zlib";

const WIDTH = 480;
const HEIGHT = 320;

type Colour = readonly [number, number, number];
const SKIES: Colour[] = [
  [168, 208, 230],
  [214, 226, 236],
  [247, 214, 178],
  [150, 190, 220],
];
const WALLS: Colour[] = [
  [235, 222, 200],
  [222, 208, 190],
  [240, 236, 228],
  [206, 196, 184],
  [232, 205, 176],
];
const LAWNS: Colour[] = [
  [120, 158, 98],
  [146, 166, 110],
  [104, 140, 96],
];
const WINDOW: Colour = [84, 112, 134];
const LIT: Colour = [250, 224, 150];

/** PNG; the same for the same `seed`. */
export function listingPhoto(seed: number): Uint8Array<ArrayBuffer> {
  const pick = (from: readonly Colour[], by: number): Colour => from[(seed * by) % from.length] ?? WINDOW;
  const [sky, wall, lawn] = [pick(SKIES, 7), pick(WALLS, 5), pick(LAWNS, 3)];
  const floors = 2 + (seed % 4);
  const [left, right] = [90 + ((seed * 13) % 60), 330 + ((seed * 17) % 70)];
  const top = 250 - floors * 46;
  const colourAt = (x: number, y: number): Colour => {
    if (y > 250) return lawn;
    if (x < left || x > right || y < top)
      return sky.map((part) => Math.min(255, part + Math.round((y / 250) * 18))) as never;
    const [column, row] = [Math.floor((x - left) / 48), Math.floor((y - top) / 46)];
    const isWindow = (x - left) % 48 > 12 && (x - left) % 48 < 38 && (y - top) % 46 > 12 && (y - top) % 46 < 34;
    if (!isWindow) return wall;
    return (column * 3 + row * 5 + seed) % 4 === 0 ? LIT : WINDOW;
  };
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) pixels.set(colourAt(x, y), y * (1 + WIDTH * 3) + 1 + x * 3);
  return png(pixels);
}

function png(pixels: Buffer): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits of red, green and blue.
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...parts]));
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export const PHOTO_SIZE = { width: WIDTH, height: HEIGHT };
