import { useEffect, useState, type ReactNode } from "react";
import type { Membership } from "../../../../core/auth/wire.ts";
import { api } from "../../api/client.ts";
import { cx } from "../../ui/cx.ts";

type Business = Pick<Membership, "businessId" | "logoVersion">;
type Props = { business: Business; className: string; /** Where there is none. */ fallback: ReactNode };

/** The name stands beside it always, so it says nothing to screen readers. */
export function BusinessLogo({ business: { businessId, logoVersion }, className, fallback }: Props) {
  if (logoVersion === null || logoVersion === undefined) return fallback;
  const key = `${businessId} ${logoVersion}`;
  return <Picture key={key} businessId={businessId} version={logoVersion} className={className} fallback={fallback} />;
}

/** On white in the dark too: a logo is drawn for paper. */
export const logoClass = "shrink-0 border border-line bg-white object-contain p-0.5";

type PictureProps = { businessId: string; version: number; className: string; fallback: ReactNode };

function Picture({ businessId, version, className, fallback }: PictureProps) {
  const [state, setState] = useState<"first" | "asking" | "again" | "gone">("first");
  const address = { param: { businessId }, query: { version: String(version) } };

  /** A browser asks for pictures by itself, and knows nothing of renewing a session that has run out. */
  async function askOnceMore() {
    if (state === "again") return setState("gone");
    // Meanwhile the fallback stands there, and not the browser's sign for a broken picture.
    setState("asking");
    try {
      await api.businesses[":businessId"].logo.$get(address);
      setState("again");
    } catch {
      setState("gone");
    }
  }

  useEffect(() => {
    if (state !== "gone") return undefined;
    const tryAnew = () => setState("first");
    window.addEventListener("online", tryAnew);
    return () => window.removeEventListener("online", tryAnew);
  }, [state]);

  if (state === "gone" || state === "asking") return fallback;
  return (
    <img
      key={state}
      src={api.businesses[":businessId"].logo.$path(address)}
      alt=""
      onError={() => void askOnceMore()}
      className={cx(logoClass, className)}
    />
  );
}
