import { Unlink } from "lucide-react";
import type { ReactNode } from "react";

/** In the place of what a link would have opened: why it does not, and what to do. */
export const LinkGone = ({ text, action }: { text: string; action?: ReactNode }) => (
  <div className="flex flex-col gap-5">
    <div className="flex gap-3">
      <Unlink aria-hidden className="mt-0.5 size-5 shrink-0 text-warn" />
      <p>{text}</p>
    </div>
    {action}
  </div>
);
