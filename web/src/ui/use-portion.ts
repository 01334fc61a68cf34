import { useState } from "react";

/**
 * The first of a list that is here whole, and more when asked for: hundreds of rows at once are slow to draw, and nobody
 * reads them. `list`: what names the list; of another one the first are shown again.
 */
export function usePortion<Item>(items: readonly Item[], size: number, list = "") {
  const [asked, setAsked] = useState({ list, count: size });
  const count = asked.list === list ? asked.count : size;
  return {
    shown: items.slice(0, count),
    hasMore: items.length > count,
    showMore: () => setAsked({ list, count: count + size }),
  };
}
