import { useSearchParams } from "react-router";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { SegmentedLinks } from "../../../ui/segmented-links.tsx";
import { useBusiness } from "../../business/business-context.ts";
import { filtersFor } from "./board-filter.ts";

/** The same leads as a list and as a board; filters go along. */
export function LeadsViews({ current }: { current: "list" | "board" }) {
  const { slug } = useBusiness();
  const [search] = useSearchParams();
  const query = filtersFor(search);
  const t = he.board;
  return (
    <SegmentedLinks
      label={t.views}
      items={[
        { to: `${paths.leads(slug)}${query && `?${query}`}`, text: t.list, isCurrent: current === "list" },
        { to: paths.leadsBoard(slug, query), text: t.board, isCurrent: current === "board" },
      ]}
    />
  );
}
