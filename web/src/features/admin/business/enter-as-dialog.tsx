import type { AdminBusiness } from "../../../../../core/admin/wire.ts";
import type { Person } from "../../../../../core/people/wire.ts";
import { he } from "../../../i18n/he.ts";
import { paths } from "../../../paths.ts";
import { useImpersonate } from "../admin-mutations.ts";
import { BulletList } from "../bullet-list.tsx";
import { ReasonDialog } from "../reason-dialog.tsx";
import { refusalOf } from "./entry-refusal.ts";
import { forbiddenActions } from "./forbidden-actions.ts";

type Props = { business: AdminBusiness; person: Person; onClose: () => void };

export function EnterAsDialog({ business, person, onClose }: Props) {
  const texts = he.admin.enterAs;
  return (
    <ReasonDialog
      title={texts.title(person.name)}
      texts={texts}
      tone="primary"
      mutation={useImpersonate({ businessId: business.id, userId: person.userId })}
      explain={refusalOf}
      onDone={() => window.location.assign(paths.calls(business.slug))}
      onClose={onClose}
    >
      <p>{texts.intro}</p>
      <BulletList items={texts.rules} />
      <div>
        <p className="mb-1 font-medium text-ink">{texts.forbiddenTitle}</p>
        <BulletList items={forbiddenActions()} />
      </div>
    </ReasonDialog>
  );
}
