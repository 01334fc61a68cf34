/** Which business was looked at last on this device. A browser that keeps nothing just opens the first one. */
import { onDevice } from "../../api/device-storage.ts";

const KEY = "last-business";

export const lastBusiness = {
  get: (): string | null => onDevice.read(KEY),
  set: (slug: string): void => void onDevice.keep(KEY, slug),
};
