import { MapPinOff } from "lucide-react";
import { he } from "../i18n/he.ts";
import { paths } from "../paths.ts";
import { EmptyState } from "./empty-state.tsx";
import { LinkButton } from "./link-button.tsx";
import { useTitle } from "./use-title.ts";

export function NotFoundPage() {
  useTitle(he.pages.notFoundTitle);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        level={1}
        icon={<MapPinOff aria-hidden />}
        title={he.pages.notFoundTitle}
        text={he.pages.notFoundText}
        action={<LinkButton to={paths.home()}>{he.pages.toHome}</LinkButton>}
      />
    </div>
  );
}
