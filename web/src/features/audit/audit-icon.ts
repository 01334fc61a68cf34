import {
  Building2,
  ClipboardList,
  FileDown,
  FileUp,
  Hash,
  House,
  KeyRound,
  Mail,
  MonitorSmartphone,
  PhoneCall,
  ShieldAlert,
  SlidersHorizontal,
  SquareKanban,
  UserRound,
  UserRoundCog,
  UsersRound,
  Tag,
  Rows3,
  ListChecks,
  type LucideIcon,
} from "lucide-react";
import type { AuditLine } from "../../../../core/audit/wire.ts";

type Look = { Icon: LucideIcon; isWarning: boolean };

const BY_RECORD: Record<AuditLine["record"]["type"], LucideIcon> = {
  business: Building2,
  settings: SlidersHorizontal,
  lead: UserRound,
  form: ClipboardList,
  leads: ListChecks,
  lead_tag: Tag,
  lead_view: Rows3,
  lead_status: SquareKanban,
  call: PhoneCall,
  listing: House,
  person: UsersRound,
  invitation: Mail,
  session: MonitorSmartphone,
  number: Hash,
  import: FileUp,
  export: FileDown,
};

/** What a line is about, at a glance; what a manager should not overlook is a warning. */
export function auditLook({ action, record }: Pick<AuditLine, "action" | "record">): Look {
  switch (action) {
    case "session.theft_suspected":
    case "impersonation.refused":
    case "impersonation.action_refused":
      return { Icon: ShieldAlert, isWarning: true };
    case "impersonation.started":
    case "impersonation.ended":
      return { Icon: UserRoundCog, isWarning: true };
    case "password.changed":
    case "password.reset":
    case "person.reset_link_made":
      return { Icon: KeyRound, isWarning: false };
    default:
      return { Icon: BY_RECORD[record.type], isWarning: false };
  }
}
