import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Popover,
  type MenuItemProps,
  type MenuProps,
  type PopoverProps,
} from "react-aria-components";
import { cx } from "./cx.ts";
import type { MenuState } from "./menu-button.tsx";

export const popoverClass =
  "rounded-xl border border-line bg-surface text-ink shadow-lg shadow-black/5 outline-none entering:opacity-0 transition-opacity";

type Props = Omit<MenuProps<object>, "className"> &
  Pick<PopoverProps, "placement"> & {
    /** Of a MenuButton; without it the menu is a MenuTrigger's. */ state?: MenuState;
  };

export function Menu({ placement, state, ...rest }: Props) {
  const popover = state && { isOpen: state.isOpen, onOpenChange: state.onOpenChange, triggerRef: state.triggerRef };
  const menu = state && { id: state.id, autoFocus: state.autoFocus, onClose: () => state.onOpenChange(false) };
  return (
    <Popover
      {...popover}
      // What holds a menu without React Aria's own trigger is a dialog, and that has a name.
      {...(state && rest["aria-label"] && { "aria-label": rest["aria-label"] })}
      placement={placement ?? "bottom start"}
      className={cx(popoverClass, "min-w-60 max-w-[min(24rem,calc(100vw-2rem))]")}
    >
      <AriaMenu {...rest} {...menu} className="max-h-[inherit] overflow-y-auto p-1 outline-none" />
    </Popover>
  );
}

export const MenuItem = (props: Omit<MenuItemProps, "className">) => (
  <AriaMenuItem
    {...props}
    className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 text-[0.9375rem] outline-none data-focused:bg-sunken md:min-h-10"
  />
);
