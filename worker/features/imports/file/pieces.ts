/**
 * The rows of a file in R2: parsed once, when it comes in, and kept in pieces, so that whoever goes on with an import
 * reads one piece and not the file up to there.
 */
import type { FileRow } from "../../../adapters/csv.ts";
import type { FileStore } from "../../../adapters/storage.ts";

export type StoredRow = {
  /** Counted from 0. */
  row: number;
  cells: string[];
  isBroken: boolean;
};

/** Read into memory at once, and gone through in some seconds. */
export const PIECE_ROWS = 500;
const PIECE_CHARS = 1024 * 1024;

export const folderOf = (businessId: string, importId: string): string => `imports/${businessId}/${importId}/`;
export const fileKey = (businessId: string, importId: string): string => `${folderOf(businessId, importId)}file`;
const pieceKey = (businessId: string, importId: string, piece: number): string =>
  `${folderOf(businessId, importId)}rows/${piece}`;

type Place = { files: FileStore; businessId: string; importId: string };

/** Null: there is none, or it was cleared away. */
export async function readPiece({ files, businessId, importId }: Place, piece: number): Promise<StoredRow[] | null> {
  const file = await files.get(pieceKey(businessId, importId, piece));
  if (!file) return null;
  const rows = JSON.parse(new TextDecoder().decode(file.bytes)) as [number, string[], 0 | 1][];
  return rows.map(([row, cells, broken]) => ({ row, cells, isBroken: broken === 1 }));
}

/** Rows without anything in them are counted, and not kept. Answers with how many were kept, and the first few. */
export async function writePieces(
  { files, businessId, importId }: Place,
  rows: AsyncIterable<FileRow>,
  { mostRows, kept }: { mostRows: number; kept: number },
): Promise<{ rows: number; pieces: number; first: StoredRow[] } | "too_many"> {
  const first: StoredRow[] = [];
  let [held, chars, count, pieces, row]: [StoredRow[], number, number, number, number] = [[], 0, 0, 0, 0];
  const write = async () => {
    const text = JSON.stringify(held.map((one) => [one.row, one.cells, one.isBroken ? 1 : 0]));
    const bytes = new TextEncoder().encode(text).slice().buffer;
    await files.put(pieceKey(businessId, importId, pieces), { bytes, type: "application/json" });
    [held, chars] = [[], 0];
    pieces++;
  };
  for await (const { cells, isBroken } of rows) {
    const stored = { row: row++, cells, isBroken };
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (++count > mostRows) return "too_many";
    if (first.length < kept) first.push(stored);
    held.push(stored);
    chars += cells.reduce((sum, { length }) => sum + length, 0);
    if (held.length >= PIECE_ROWS || chars >= PIECE_CHARS) await write();
  }
  if (held.length > 0) await write();
  return { rows: count, pieces, first };
}
