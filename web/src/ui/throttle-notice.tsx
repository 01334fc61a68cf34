import { useState } from "react";
import { he } from "../i18n/he.ts";
import { Notice } from "./notice.tsx";
import { useNow } from "./use-now.ts";

const SECOND_MS = 1_000;

type Props = { waitMs: number; /** The sentence, while it lasts. */ say: (leftMs: number) => string };

/** Too many attempts, and how long it still lasts. Give it `key`: a new refusal begins its own time. */
export function ThrottleNotice({ waitMs, say }: Props) {
  const now = useNow(SECOND_MS);
  const [overAt] = useState(() => Date.now() + waitMs);
  const left = overAt - now;
  return (
    <>
      {/* Said once; the count beside it is for the eyes. */}
      <p role="alert" className="sr-only">
        {say(waitMs)}
      </p>
      <div aria-hidden>
        <Notice tone={left > 0 ? "warn" : "accent"}>{left > 0 ? say(left) : he.auth.throttleOver}</Notice>
      </div>
    </>
  );
}
