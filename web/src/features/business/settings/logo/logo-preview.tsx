import { Building2 } from "lucide-react";
import type { Membership } from "../../../../../../core/auth/wire.ts";
import { he } from "../../../../i18n/he.ts";
import { cx } from "../../../../ui/cx.ts";
import { BusinessLogo, logoClass } from "../../business-logo.tsx";
import type { ChosenLogo } from "./logo-file.ts";

const t = he.logo;

type Props = {
  business: Membership;
  chosen: ChosenLogo | null;
  /** The browser could not make a picture of it. */ onBroken: () => void;
};

/** As it is, or as it is going to be: large, and beside the name as everybody sees it. */
export function LogoPreview({ business, chosen, onBroken }: Props) {
  const show = (className: string, fallback: "tile" | "mark") =>
    chosen ? (
      <img src={chosen.url} alt="" onError={onBroken} className={cx(logoClass, className)} />
    ) : (
      <BusinessLogo business={business} className={className} fallback={<Placeholder kind={fallback} />} />
    );
  return (
    <div className="flex items-center gap-4">
      {show("size-24 rounded-lg", "tile")}
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2.5">
          {show("size-8 rounded-lg", "mark")}
          <p className="truncate font-semibold">{business.name}</p>
        </div>
        <p role="status" className="mt-1.5 text-sm text-ink-soft">
          {chosen
            ? t.chosen(`\u2068${chosen.name}\u2069`)
            : typeof business.logoVersion === "number"
              ? t.current
              : t.none}
        </p>
      </div>
    </div>
  );
}

const Placeholder = ({ kind }: { kind: "tile" | "mark" }) => (
  <span
    className={cx(
      "grid shrink-0 place-items-center rounded-lg border border-dashed border-line-strong text-ink-faint",
      kind === "tile" ? "size-24 [&>svg]:size-8" : "size-8 [&>svg]:size-4.5",
    )}
  >
    <Building2 aria-hidden />
  </span>
);
