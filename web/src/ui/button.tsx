/**
 * Buttons. Of the browser's own: nothing that is seen at first needs React Aria's, which is 20 kB with all that it brings
 * along. Within React Aria's triggers (MenuTrigger, DialogTrigger …) stands a TriggerButton.
 */
import {
  useEffect,
  useRef,
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type SyntheticEvent,
} from "react";
import { announce } from "./announce.ts";
import { cx } from "./cx.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-sunken active:bg-sunken",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink active:bg-sunken",
  danger: "border border-danger-line bg-danger-soft text-danger hover:border-danger",
};

/** On a phone nothing is under 44 px high: it is used with a thumb. */
const SIZES: Record<ButtonSize, string> = {
  small: "min-h-11 px-3 text-sm md:min-h-9",
  medium: "min-h-11 px-4 text-[0.9375rem] md:min-h-10",
  large: "min-h-12 px-5 text-base",
};

export const buttonClass = (variant: ButtonVariant = "secondary", size: ButtonSize = "medium") =>
  cx(
    "inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none",
    "disabled:pointer-events-none disabled:opacity-55 data-pending:opacity-80",
    VARIANTS[variant],
    SIZES[size],
  );

type Native = Omit<
  ComponentProps<"button">,
  "className" | "children" | "disabled" | "onClick" | "onKeyUp" | "onPointerDown" | "onMouseDown"
>;

export type PressProps = Native & {
  onPress?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
  /** It has been pressed, and what it does is not done: it keeps the focus and does nothing. */ isPending?:
    | boolean
    | undefined;
};

/** What a button does and is; how it looks is its caller's. */
export function PlainButton({
  onPress,
  isDisabled = false,
  isPending = false,
  type = "button",
  onKeyDown,
  onBlur,
  ...rest
}: PressProps & { className?: string; children: ReactNode }) {
  // What it says while it waits changes under the focus, which readers pass over in silence.
  const pressed = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { current } = pressed;
    if (isPending && current?.isConnected) announce(current.ariaLabel ?? current.textContent ?? "");
  }, [isPending]);

  function act(button: HTMLButtonElement) {
    pressed.current = button;
    if (!isPending) onPress?.();
  }

  function press(event: MouseEvent<HTMLButtonElement>) {
    event.stopPropagation();
    // Of a submit button the press itself would send the form once more.
    if (isPending) event.preventDefault();
    // Safari leaves the focus where it was: what is opened now must find its way back to this button. Without a pointer
    // (Enter in a field of the form) the focus stays there.
    if (event.detail > 0 && document.activeElement !== event.currentTarget)
      event.currentTarget.focus({ preventScroll: true });
    act(event.currentTarget);
  }

  // Of a key the browser makes a click without a pointer, which React Aria takes for a screen reader's: the focus would
  // go into what is opened only after its animation, and what is typed meanwhile would be lost. So there is no such click.
  function pressByKey(button: HTMLButtonElement) {
    act(button);
    if (!isPending && type === "submit") button.form?.requestSubmit(button);
  }

  const isHeld = useRef(false);
  const isOwn = ({ ctrlKey, metaKey, altKey, target, currentTarget }: KeyboardEvent) =>
    !ctrlKey && !metaKey && !altKey && target === currentTarget;

  function keyDown(event: KeyboardEvent<HTMLButtonElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented || !isOwn(event) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (event.key === " ") isHeld.current = true;
    else pressByKey(event.currentTarget);
  }

  /** The space bar acts when it is let go, as everywhere. */
  function keyUp(event: KeyboardEvent<HTMLButtonElement>) {
    if (event.key !== " " || !isHeld.current) return;
    isHeld.current = false;
    event.preventDefault();
    if (isOwn(event)) pressByKey(event.currentTarget);
  }

  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- It has one always.
      type={type}
      disabled={isDisabled}
      {...(isPending && { "aria-disabled": true, "data-pending": true })}
      // A press is this button's alone: the card or the line that it stands in may be pressed too, and lead elsewhere.
      onPointerDown={alone}
      onMouseDown={alone}
      onClick={press}
      onKeyDown={keyDown}
      onKeyUp={keyUp}
      onBlur={(event) => {
        isHeld.current = false;
        onBlur?.(event);
      }}
    />
  );
}

const alone = (event: SyntheticEvent) => event.stopPropagation();

type Props = PressProps & {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  children: ReactNode;
  className?: string | undefined;
};

export const Button = ({ variant, size, className, children, isPending = false, ...rest }: Props) => (
  <PlainButton {...rest} isPending={isPending} className={cx(buttonClass(variant, size), className)}>
    {isPending && <Spinner />}
    {children}
  </PlainButton>
);

export const iconButtonClass = (className?: string) =>
  cx(
    "inline-grid size-11 shrink-0 place-items-center rounded-lg text-ink-soft transition-colors hover:bg-sunken hover:text-ink disabled:pointer-events-none disabled:opacity-45 md:size-10",
    className,
  );

/** A button that is only a picture; `label` is what it is called. */
export const IconButton = ({
  label,
  className,
  ...rest
}: PressProps & { label: string; className?: string; children: ReactNode }) => (
  <PlainButton {...rest} aria-label={label} className={iconButtonClass(className)} />
);
