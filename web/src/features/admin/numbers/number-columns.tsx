import type { ChannelNumber } from "../../../../../core/admin/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { NameLink } from "../name-link.tsx";
import { Since } from "../since.tsx";
import { ReleaseButton } from "./release-button.tsx";

const titles = he.admin.numbers.columns;

export const numberColumns = (onRelease: (number: ChannelNumber) => void): ReadonlyArray<Column<ChannelNumber>> => [
  {
    key: "address",
    title: titles.address,
    isHeader: true,
    width: "md:w-48",
    cell: ({ address }) => <Ltr className="whitespace-nowrap">{formatPhone(address)}</Ltr>,
  },
  { key: "channel", title: titles.channel, width: "md:w-28", cell: ({ channel }) => he.audit.channels[channel] },
  {
    key: "business",
    title: titles.business,
    cell: ({ businessId, businessName }) => <NameLink businessId={businessId}>{businessName}</NameLink>,
  },
  {
    key: "since",
    title: titles.since,
    width: "md:w-36",
    cell: ({ createdAt }) => (
      <span className="text-sm text-ink-soft">
        <Since at={createdAt} />
      </span>
    ),
  },
  {
    key: "release",
    title: he.admin.numbers.release,
    hideTitle: true,
    isPlain: true,
    align: "end",
    width: "md:w-28",
    cell: (number) => <ReleaseButton address={number.address} onPress={() => onRelease(number)} />,
  },
];
