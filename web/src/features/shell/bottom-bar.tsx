import { Menu as MenuIcon, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { he } from "../../i18n/he.ts";
import { PlainButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { onDemand } from "../../ui/parts.ts";
import { WhenOpen } from "../../ui/when-open.tsx";
import { isCurrent, type NavItem } from "./nav-item.ts";
import { Waiting } from "./waiting.tsx";

const sheet = onDemand(() => import("./more-sheet.tsx").then((file) => file.MoreSheet));

/** Beside "more"; a fifth would be too narrow for its word. */
const SHOWN = 3;

const slotClass = (current: boolean) =>
  cx(
    "relative flex min-h-15 flex-col items-center justify-center gap-1 text-xs -outline-offset-2",
    current ? "font-semibold text-accent" : "text-ink-faint",
  );

const Slot = ({ Icon, text }: { Icon: LucideIcon; text: string }) => (
  <>
    <Icon aria-hidden className="size-5" />
    {text}
  </>
);

/** Navigation on the phone, within reach of the thumb. What does not fit stands behind "more". */
export function BottomBar({ items }: { items: readonly NavItem[] }) {
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const shown = items.slice(0, SHOWN);
  const rest = items.slice(SHOWN);
  return (
    <nav
      aria-label={he.nav.main}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {shown.map((item) => {
        const current = isCurrent(item, pathname);
        return (
          <Link key={item.kind} to={item.to} aria-current={current ? "page" : undefined} className={slotClass(current)}>
            <Slot Icon={item.Icon} text={item.shortText} />
            {item.waiting && <Waiting of={item.waiting} className="absolute top-1 start-[calc(50%+0.5rem)]" />}
          </Link>
        );
      })}
      <PlainButton
        onPress={() => setOpen(true)}
        aria-haspopup="dialog"
        className={slotClass(rest.some((item) => isCurrent(item, pathname)))}
      >
        <Slot Icon={MenuIcon} text={he.shell.more} />
      </PlainButton>
      <WhenOpen of={sheet} isOpen={isOpen} onClose={close} props={{ items: rest, isOpen, onClose: close }} />
    </nav>
  );
}
