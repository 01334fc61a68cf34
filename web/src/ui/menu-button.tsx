/**
 * A button that opens a menu. React Aria's own trigger would bring the menu, its overlay and its keyboard with it, which
 * nobody needs before it is opened: here they are a part that is fetched on demand.
 */
import { useId, useRef, useState, type ReactNode, type RefObject } from "react";
import { PlainButton } from "./button.tsx";
import type { OnDemand } from "./parts.ts";
import { WhenOpen } from "./when-open.tsx";

/** Of a part that is a Menu: to be given to it as they are. */
export type MenuState = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  triggerRef: RefObject<HTMLButtonElement | null>;
  /** From the keyboard the arrow says where the focus begins. */ autoFocus: "first" | "last";
  id: string;
};

type Props<Own> = {
  menu: OnDemand<Own & { menu: MenuState }>;
  /** What the menu needs beside that. */ props: Own;
  /** What it is called, where its picture or its words do not say it. */ label?: string;
  isOutOfTabs?: boolean;
  className: string;
  children: ReactNode;
};

export function MenuButton<Own extends object>({
  menu,
  props,
  label,
  isOutOfTabs = false,
  className,
  children,
}: Props<Own>) {
  const [isOpen, setOpen] = useState(false);
  const [autoFocus, setAutoFocus] = useState<"first" | "last">("first");
  const triggerRef = useRef<HTMLButtonElement>(null);
  const id = useId();
  const soon = () => void menu.load().catch(() => {});

  function open(from: "first" | "last") {
    setAutoFocus(from);
    setOpen(true);
  }

  return (
    <>
      <PlainButton
        ref={triggerRef}
        {...(label !== undefined && { "aria-label": label })}
        {...(isOutOfTabs && { tabIndex: -1 })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(isOpen && { "aria-controls": id })}
        onPointerEnter={soon}
        onFocus={soon}
        onPress={() => open("first")}
        onKeyDown={({ key }) => {
          if (key === "ArrowDown") open("first");
          if (key === "ArrowUp") open("last");
        }}
        className={className}
      >
        {children}
      </PlainButton>
      <WhenOpen
        of={menu}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        props={{ ...props, menu: { isOpen, onOpenChange: setOpen, triggerRef, autoFocus, id } }}
      />
    </>
  );
}
