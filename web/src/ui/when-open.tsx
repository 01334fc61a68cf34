import { useEffect, useEffectEvent, useState } from "react";
import { he } from "../i18n/he.ts";
import type { OnDemand } from "./parts.ts";
import { notify } from "./toast.tsx";

type WhenOpen<Props> = { of: OnDemand<Props>; isOpen: boolean; onClose: () => void; props: Props };

/**
 * A part, from the first time that it is open on: it may be seen to close. While it is on its way nothing is shown and the
 * focus stays where it is.
 */
export function WhenOpen<Props extends object>({ of, isOpen, onClose, props }: WhenOpen<Props>) {
  const [Part, setPart] = useState(of.loaded);
  const missing = useEffectEvent(() => {
    onClose();
    notify({
      tone: "problem",
      title: he.common.partMissing,
      text: he.common.partMissingText,
      action: { text: he.common.reload, run: () => window.location.reload() },
    });
  });
  useEffect(() => {
    if (!isOpen || Part) return;
    let isWanted = true;
    of.load().then(
      (loaded) => isWanted && setPart(() => loaded),
      () => isWanted && missing(),
    );
    return () => {
      isWanted = false;
    };
  }, [isOpen, Part, of]);
  return Part && <Part {...props} />;
}
