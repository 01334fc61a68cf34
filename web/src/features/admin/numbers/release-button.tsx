import type { ChannelNumber } from "../../../../../core/admin/wire.ts";
import { formatPhone } from "../../../format/phone.ts";
import { he } from "../../../i18n/he.ts";
import { Button } from "../../../ui/button.tsx";

export const ReleaseButton = ({ address, onPress }: Pick<ChannelNumber, "address"> & { onPress: () => void }) => (
  <Button size="small" aria-label={he.admin.numbers.releaseNamed(formatPhone(address))} onPress={onPress}>
    {he.admin.numbers.release}
  </Button>
);
