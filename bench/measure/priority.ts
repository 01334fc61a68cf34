/** Other programs on the machine cost delay. Where it is allowed (root), what is measured and the fakes go first. */
import { existsSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";

const BEFORE_OTHERS = -10;
/** Linux shares the processor between terminal sessions first; within one, priority alone would change nothing. */
const SESSION = "/proc/self/autogroup";

/** For this process and what it starts from now on. False where the system does not allow it: then with more noise. */
export function goFirst(): boolean {
  try {
    setPriority(BEFORE_OTHERS);
    if (existsSync(SESSION)) {
      writeFileSync(SESSION, String(BEFORE_OTHERS));
      process.once("exit", () => writeFileSync(SESSION, "0"));
    }
    return true;
  } catch {
    return false;
  }
}
