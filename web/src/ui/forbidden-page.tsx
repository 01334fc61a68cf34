import { Lock } from "lucide-react";
import { he } from "../i18n/he.ts";
import { paths } from "../paths.ts";
import { EmptyState } from "./empty-state.tsx";
import { LinkButton } from "./link-button.tsx";
import { useTitle } from "./use-title.ts";

/** In the place of a page that this person may not see. */
export function ForbiddenPage() {
  useTitle(he.pages.forbiddenTitle);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        level={1}
        icon={<Lock aria-hidden />}
        title={he.pages.forbiddenTitle}
        text={he.pages.forbiddenText}
        action={<LinkButton to={paths.home()}>{he.pages.toHome}</LinkButton>}
      />
    </div>
  );
}
