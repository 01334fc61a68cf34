import { useNavigation } from "react-router";
import { he } from "../../i18n/he.ts";

/** A thin bar at the top while a page's file is fetched; what comes at once never shows it (styles.css). */
export function PageOnItsWay() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return (
    <div role="progressbar" aria-label={he.common.loading} className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <div className="page-bar h-full bg-accent" />
    </div>
  );
}
