/** Where short notices stand. React Aria still names these parts UNSTABLE_; they are used here and in toast.tsx only. */
import { X } from "lucide-react";
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from "react-aria-components";
import { he } from "../i18n/he.ts";
import { Button, IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import type { Notice, NoticeQueue } from "./toast.tsx";

function ToastAction({ queue, of: { key, content } }: { queue: NoticeQueue; of: { key: string; content: Notice } }) {
  const { action } = content;
  if (!action) return null;
  const press = () => {
    queue.close(key);
    action.run();
  };
  return (
    <Button size="small" variant="quiet" onPress={press}>
      {action.text}
    </Button>
  );
}

/** At the top: the foot of the screen belongs to the save bar and, on the phone, to the navigation. */
export function NoticeRegion({ queue }: { queue: NoticeQueue }) {
  return (
    <ToastRegion
      queue={queue}
      className="print:hidden fixed inset-x-3 top-[calc(0.75rem+var(--banner-height))] z-40 flex flex-col gap-2 outline-none md:inset-x-auto md:top-[calc(1.25rem+var(--banner-height))] md:left-6 md:w-96"
    >
      {({ toast }) => (
        <Toast
          toast={toast}
          className={cx(
            "flex items-start gap-3 rounded-xl border bg-surface p-3 ps-4 shadow-lg shadow-black/5 animate-arrive",
            toast.content.tone === "fine" ? "border-accent-line" : "border-danger-line",
          )}
        >
          <ToastContent className="min-w-0 flex-1 py-1.5">
            <Text slot="title" className={cx("block font-medium", toast.content.tone === "problem" && "text-danger")}>
              {toast.content.title}
            </Text>
            {toast.content.text && (
              <Text slot="description" className="block text-sm text-ink-soft">
                {toast.content.text}
              </Text>
            )}
          </ToastContent>
          <ToastAction queue={queue} of={toast} />
          <IconButton label={he.common.close} onPress={() => queue.close(toast.key)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
