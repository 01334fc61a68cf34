import { Users } from "lucide-react";
import { useEffect, useRef } from "react";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { SettingsForm } from "./use-settings-form.ts";

/** Somebody else saved while this form was being filled in. Nothing typed is lost unless the reader says so. */
export function ConflictNotice({ form }: { form: SettingsForm }) {
  return form.isOutdated ? <Conflict form={form} /> : null;
}

function Conflict({ form }: { form: SettingsForm }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers return a promise here, which React would take for a clean-up.
    void place.current?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, []);
  return (
    <div ref={place} className="mb-6">
      <Notice tone="warn" icon={<Users aria-hidden />} title={he.settings.conflictTitle} urgent>
        <p>{he.settings.conflictText}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button variant="primary" size="small" onPress={form.keepOnTop}>
            {he.settings.conflictKeep}
          </Button>
          <Button size="small" onPress={form.discard}>
            {he.settings.conflictDrop}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
