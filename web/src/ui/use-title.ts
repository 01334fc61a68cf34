import { useEffect } from "react";
import { he } from "../i18n/he.ts";

/** Names the page in the browser's tab and history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${he.common.product}`;
  }, [title]);
}
