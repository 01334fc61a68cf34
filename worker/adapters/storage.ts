/** Files that stand beside the record, in R2. A failure of the store is `dependency_failed`. */
import { CodedError } from "../../core/contract/errors.ts";

/** `type`: as it was put. */
export type StoredFile = { bytes: ArrayBuffer; type: string };

export type FileStore = {
  put(key: string, file: StoredFile): Promise<void>;
  /** Of a body that is `bytes` long, as it comes in; throws where another number comes. */
  putStream(key: string, body: ReadableStream<Uint8Array>, file: { bytes: number; type: string }): Promise<void>;
  /** Null: there is none. */
  get(key: string): Promise<StoredFile | null>;
  /** The same, piece by piece. */
  read(key: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Fine when there is none. */
  remove(key: string): Promise<void>;
  /** All whose keys begin so. */
  removeAll(prefix: string): Promise<void>;
};

export const r2Files = (bucket: Pick<R2Bucket, "put" | "get" | "delete" | "list">): FileStore => ({
  put: (key, { bytes, type }) =>
    asked(async () => void (await bucket.put(key, bytes, { httpMetadata: { contentType: type } }))),
  putStream: (key, body, { bytes, type }) =>
    asked(async () => {
      const options = { httpMetadata: { contentType: type } };
      await bucket.put(key, body.pipeThrough(new FixedLengthStream(bytes)), options);
    }),
  get: (key) =>
    asked(async () => {
      const found = await bucket.get(key);
      return found && { bytes: await found.arrayBuffer(), type: found.httpMetadata?.contentType ?? "" };
    }),
  read: (key) => asked(async () => (await bucket.get(key))?.body ?? null),
  remove: (key) => asked(() => bucket.delete(key)),
  removeAll: (prefix) =>
    asked(async () => {
      for (;;) {
        const { objects, truncated } = await bucket.list({ prefix });
        if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
        if (!truncated) return;
      }
    }),
});

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new CodedError("dependency_failed", "the file store did not answer", { cause });
  }
}
