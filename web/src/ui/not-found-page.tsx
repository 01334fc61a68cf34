import { MapPinOff } from "lucide-react";
import { Link } from "react-router";
import { he } from "../i18n/he.ts";
import { paths } from "../paths.ts";
import { buttonClass } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { useTitle } from "./use-title.ts";

export function NotFoundPage() {
  useTitle(he.pages.notFoundTitle);
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<MapPinOff aria-hidden />}
        title={he.pages.notFoundTitle}
        text={he.pages.notFoundText}
        action={
          <Link to={paths.home()} className={buttonClass()}>
            {he.pages.toHome}
          </Link>
        }
      />
    </div>
  );
}
