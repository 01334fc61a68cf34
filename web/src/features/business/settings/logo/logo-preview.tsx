import { Building2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Membership } from "../../../../../../core/auth/wire.ts";
import { he } from "../../../../i18n/he.ts";
import { cx } from "../../../../ui/cx.ts";
import { Logo } from "../../../../ui/logo.tsx";
import { BusinessLogo, logoClass } from "../../business-logo.tsx";
import type { ChosenLogo } from "./logo-file.ts";

const t = he.logo;

/** As it is, or as it is going to be: large, and beside the name as everybody sees it. */
export function LogoPreview({ business, chosen }: { business: Membership; chosen: ChosenLogo | null }) {
  const show = (className: string, fallback: ReactNode) =>
    chosen ? (
      <img src={chosen.url} alt="" className={cx(logoClass, className)} />
    ) : (
      <BusinessLogo business={business} className={className} fallback={fallback} />
    );
  return (
    <div className="flex items-center gap-4">
      {show("size-24 rounded-lg", <Placeholder />)}
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2.5">
          {show("size-8 rounded-lg", <Logo className="size-8 shrink-0" />)}
          <p className="truncate font-semibold">{business.name}</p>
        </div>
        <p role="status" className="mt-1.5 text-sm break-words text-ink-soft">
          {chosen
            ? (chosen.isShrunk ? t.shrunk : t.chosen)(`\u2068${chosen.name}\u2069`)
            : typeof business.logoVersion === "number"
              ? t.current
              : t.none}
        </p>
      </div>
    </div>
  );
}

const Placeholder = () => (
  <span className="grid size-24 shrink-0 place-items-center rounded-lg border border-dashed border-line-strong text-ink-faint">
    <Building2 aria-hidden className="size-8" />
  </span>
);
