import { useEffect, useState } from "react";
import { he } from "../i18n/he.ts";
import { notify } from "./toast.tsx";

const SAID_FOR_MS = 3_000;

/** Copies a text and says so. Where the browser refuses, the text is shown, so that it can be copied by hand. */
export function useCopy(text: string, done: string) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), SAID_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      notify({ tone: "fine", title: done });
    } catch {
      notify({ tone: "problem", title: he.common.copyFailed, text });
    }
  }
  return { isCopied, copy: () => void copy() };
}
