import { SearchX } from "lucide-react";
import { useDeferredValue, useState } from "react";
import type { Person } from "../../../../core/people/wire.ts";
import { he } from "../../i18n/he.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { usePortion } from "../../ui/use-portion.ts";
import { findPeople } from "./find-people.ts";
import { PeopleTable, type PersonAction } from "./people-table.tsx";

/** A screen or two on the desk; on the phone each is a card. Where all are shown at once a search would be in the way. */
const PORTION = 25;
const LONGEST_SEARCH = 100;
const t = he.people;

type Props = {
  people: readonly Person[];
  canChange: boolean;
  onAction: (action: PersonAction, person: Person) => void;
};

export function PeopleList({ people, ...table }: Props) {
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed.trim());
  const found = findPeople(people, query);
  const { shown, hasMore, showMore } = usePortion(found, PORTION, query);
  return (
    <>
      {(people.length > PORTION || typed !== "") && (
        <div className="mb-4 flex flex-col gap-2 md:flex-row md:items-center md:gap-4">
          <SearchField
            label={t.search.label}
            placeholder={t.search.hint}
            maxLength={LONGEST_SEARCH}
            value={typed}
            onChange={setTyped}
          />
          <p role="status" className="text-sm text-ink-faint">
            {found.length > 0 && t.search.shown(shown.length, found.length)}
          </p>
        </div>
      )}
      {found.length > 0 ? (
        <PeopleTable people={shown} among={people} {...table} />
      ) : (
        <EmptyState icon={<SearchX aria-hidden />} {...t.search.none(query)} />
      )}
      <LoadMore hasMore={hasMore} isLoading={false} error={null} onLoad={showMore} />
    </>
  );
}
