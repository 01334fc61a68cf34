import { useState } from "react";
import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { Section } from "../../../ui/section.tsx";
import { ResumeDialog } from "./resume-dialog.tsx";
import { SuspendDialog } from "./suspend-dialog.tsx";

/** Whether the business is running, what that means, and the way to change it. */
export function StatusSection({ business }: { business: AdminBusiness }) {
  const texts = he.admin.suspension;
  // What was asked for, not what the business is: the dialog stays the same one while the answer comes in.
  const [asked, setAsked] = useState<"suspend" | "resume" | null>(null);
  const close = () => setAsked(null);
  const isActive = business.status === "active";
  return (
    <Section title={texts.section}>
      <p className="mb-3 text-ink-soft">{isActive ? texts.whatItDoes : texts.isSuspendedText}</p>
      {isActive ? (
        <Button variant="danger" onPress={() => setAsked("suspend")}>
          {texts.suspend}
        </Button>
      ) : (
        <Button variant="primary" onPress={() => setAsked("resume")}>
          {texts.resume}
        </Button>
      )}
      {asked === "suspend" && <SuspendDialog business={business} onClose={close} />}
      {asked === "resume" && <ResumeDialog business={business} onClose={close} />}
    </Section>
  );
}
