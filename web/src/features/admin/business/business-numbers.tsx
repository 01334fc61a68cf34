import { MessageCircle, Phone, Plus } from "lucide-react";
import { useState } from "react";
import type { AdminBusiness, ChannelNumber } from "../../../../../core/admin/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { Button } from "../../../ui/button.tsx";
import { Ltr } from "../../../ui/ltr.tsx";
import { Section } from "../../../ui/section.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { AssignDialog } from "../numbers/assign-dialog.tsx";
import { ReleaseButton } from "../numbers/release-button.tsx";
import { ReleaseDialog } from "../numbers/release-dialog.tsx";
import { Since } from "../since.tsx";

const ICONS = { phone: Phone, whatsapp: MessageCircle };

/** As the list of all numbers takes it (numbersQuerySchema). */
const LONGEST_QUERY = 40;
const searchFor = (name: string) => new URLSearchParams({ query: name.slice(0, LONGEST_QUERY) }).toString();

type Props = { business: AdminBusiness; numbers: readonly ChannelNumber[] };

export function BusinessNumbers({ business, numbers }: Props) {
  const texts = he.admin.numbers;
  const [isAssigning, setAssigning] = useState(false);
  const [releasing, setReleasing] = useState<ChannelNumber | null>(null);
  return (
    <Section
      title={he.admin.business.numbers}
      aside={
        <Button size="small" onPress={() => setAssigning(true)}>
          <Plus aria-hidden className="size-4" />
          {texts.assign}
        </Button>
      }
    >
      {numbers.length === 0 ? (
        <p className="text-ink-soft">{he.admin.business.noNumbers}</p>
      ) : (
        <ul className="-mx-4 -mb-4 border-t border-line md:-mx-5">
          {numbers.map((number) => (
            <NumberRow
              key={`${number.channel} ${number.address}`}
              number={number}
              onRelease={() => setReleasing(number)}
            />
          ))}
        </ul>
      )}
      {numbers.length < business.numbers && (
        <p className="mt-4 border-t border-line pt-3 text-sm text-ink-soft">
          {he.admin.business.moreNumbers(numbers.length, business.numbers)}{" "}
          <TextLink to={{ pathname: paths.adminNumbers(), search: searchFor(business.name) }}>
            {he.admin.business.allNumbers}
          </TextLink>
        </p>
      )}
      {isAssigning && <AssignDialog business={business} onClose={() => setAssigning(false)} />}
      {releasing && <ReleaseDialog number={releasing} onClose={() => setReleasing(null)} />}
    </Section>
  );
}

function NumberRow({ number, onRelease }: { number: ChannelNumber; onRelease: () => void }) {
  const { channel, address, createdAt } = number;
  const texts = he.admin.numbers;
  const Icon = ICONS[channel];
  return (
    <li className="flex items-center gap-3 border-t border-line px-4 py-2.5 first:border-t-0 md:px-5">
      <Icon aria-hidden className="size-[1.125rem] shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <Ltr className="font-medium whitespace-nowrap">{formatPhone(address)}</Ltr>
        <p className="text-sm text-ink-faint">
          {he.audit.channels[channel]} · {texts.columns.since} <Since at={createdAt} />
        </p>
      </div>
      <ReleaseButton address={address} onPress={onRelease} />
    </li>
  );
}
