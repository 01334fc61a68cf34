/** Other programs on the machine cost delay. Where it is allowed (root), what is measured and the fakes go first. */
import { setPriority } from "node:os";

const BEFORE_OTHERS = -10;

/** For this process and what it starts from now on. False where the system does not allow it: then with more noise. */
export function goFirst(): boolean {
  try {
    setPriority(BEFORE_OTHERS);
    return true;
  } catch {
    return false;
  }
}
