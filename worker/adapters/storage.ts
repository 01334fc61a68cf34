/** Files that stand beside the record, in R2. A failure of the store is `dependency_failed`. */
import { CodedError } from "../../core/contract/errors.ts";

/** `type`: as it was put. */
export type StoredFile = { bytes: ArrayBuffer; type: string };

export type FileStore = {
  put(key: string, file: StoredFile): Promise<void>;
  /** Null: there is none. */
  get(key: string): Promise<StoredFile | null>;
  /** Fine when there is none. */
  remove(key: string): Promise<void>;
};

export const r2Files = (bucket: Pick<R2Bucket, "put" | "get" | "delete">): FileStore => ({
  put: (key, { bytes, type }) =>
    asked(async () => void (await bucket.put(key, bytes, { httpMetadata: { contentType: type } }))),
  get: (key) =>
    asked(async () => {
      const found = await bucket.get(key);
      return found && { bytes: await found.arrayBuffer(), type: found.httpMetadata?.contentType ?? "" };
    }),
  remove: (key) => asked(() => bucket.delete(key)),
});

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new CodedError("dependency_failed", "the file store did not answer", { cause });
  }
}
