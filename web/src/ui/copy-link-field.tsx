import { Check, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input, Label, Text, TextField } from "react-aria-components";
import { he } from "../i18n/he.ts";
import { Button } from "./button.tsx";
import { cx } from "./cx.ts";
import { inputClass } from "./field.tsx";

const SAID_FOR_MS = 3_000;

type Props = { label: string; link: string; help?: string };

/** A link to pass on by hand. Where the browser refuses to copy, the link is selected and the reader copies. */
export function CopyLinkField({ label, link, help }: Props) {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (state !== "copied") return undefined;
    const timer = window.setTimeout(() => setState("ready"), SAID_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setState("copied");
    } catch {
      input.current?.select();
      setState("refused");
    }
  }

  return (
    <TextField value={link} isReadOnly>
      <Label className="mb-1.5 block text-sm font-medium">{label}</Label>
      <div className="flex gap-2 max-sm:flex-col">
        <Input
          ref={input}
          dir="ltr"
          onFocus={({ currentTarget }) => currentTarget.select()}
          className={cx(inputClass, "min-h-11 font-mono text-sm md:min-h-10")}
        />
        <Button variant="primary" className="shrink-0" onPress={() => void copy()}>
          {state === "copied" ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {state === "copied" ? he.common.copied : he.common.copy}
        </Button>
      </div>
      {help && (
        <Text slot="description" className="mt-1.5 block text-xs text-ink-faint">
          {help}
        </Text>
      )}
      <p role="status" className={state === "refused" ? "mt-1.5 text-xs font-medium text-warn" : "sr-only"}>
        {state === "copied" && he.common.copied}
        {state === "refused" && he.common.copyRefused}
      </p>
    </TextField>
  );
}
