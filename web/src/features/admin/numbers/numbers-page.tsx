import { useInfiniteQuery } from "@tanstack/react-query";
import { Hash, Plus } from "lucide-react";
import { useState } from "react";
import type { ChannelNumber } from "../../../../../core/admin/wire.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { useAddressFlag } from "../../../ui/use-address-flag.ts";
import { useTitle } from "../../../ui/use-title.ts";
import { numbersQuery } from "../admin-queries.ts";
import { SearchList } from "../search-list.tsx";
import { useSearchText } from "../../../ui/use-search-text.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { numberColumns } from "./number-columns.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";

/** As numbersQuerySchema takes it. */
const LONGEST_QUERY = 40;

export function NumbersPage() {
  const texts = he.admin.numbers;
  useTitle(texts.title);
  const search = useSearchText();
  const [isAssigning, setAssigning] = useAddressFlag("assign");
  const [releasing, setReleasing] = useState<ChannelNumber | null>(null);
  const assign = (
    <Button variant="primary" onPress={() => setAssigning(true)}>
      <Plus aria-hidden className="size-4" />
      {texts.assign}
    </Button>
  );
  return (
    <>
      <PageHeader title={texts.title} note={texts.note} actions={assign} />
      <SearchList
        label={texts.title}
        search={search}
        longest={LONGEST_QUERY}
        texts={texts}
        list={useInfiniteQuery(numbersQuery(search.query))}
        columns={numberColumns(setReleasing)}
        rowKey={({ channel, address }) => `${channel} ${address}`}
        empty={<EmptyState icon={<Hash aria-hidden />} {...texts.empty} action={assign} />}
      />
      {isAssigning && <AssignDialog onClose={() => setAssigning(false)} />}
      {releasing && <ReleaseDialog number={releasing} onClose={() => setReleasing(null)} />}
    </>
  );
}
