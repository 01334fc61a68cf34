/** Short notices that go away by themselves. React Aria still names these parts UNSTABLE_; they are used here only. */
import { X } from "lucide-react";
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from "react-aria-components";
import { he } from "../i18n/he.ts";
import { Button, IconButton } from "./button.tsx";
import { cx } from "./cx.ts";

type Notice = {
  tone: "fine" | "problem";
  title: string;
  text?: string;
  /** What can be done about it, for as long as it stands there. */ action?: { text: string; run: () => void };
};

/** Long enough to read two lines; problems stay until they are closed. */
const READ_WITHIN_MS = 6_000;

const queue = new ToastQueue<Notice>();

/** Replaces the one that is shown: "saved" must not stand under an older "could not be saved". */
export function notify(notice: Notice): void {
  queue.clear();
  queue.add(notice, notice.tone === "fine" ? { timeout: READ_WITHIN_MS } : {});
}

function ToastAction({ of: { key, content } }: { of: { key: string; content: Notice } }) {
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
export function Toasts() {
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
          <ToastAction of={toast} />
          <IconButton slot="close" label={he.common.close}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
