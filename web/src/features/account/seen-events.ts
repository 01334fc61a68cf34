/**
 * Up to when somebody has read what happened to their account, on this device: who got into the account elsewhere cannot
 * make it unseen here. A browser that keeps nothing shows it each time.
 */
import { onDevice } from "../../api/device-storage.ts";

const keyOf = (userId: string) => `account-events-seen:${userId}`;

export const seenEvents = {
  until: (userId: string): number => Number(onDevice.read(keyOf(userId)) ?? 0),
  set: (userId: string, at: number): void => void onDevice.keep(keyOf(userId), String(at)),
};
