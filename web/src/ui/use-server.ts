import { useEffect, useState } from "react";

/** `unknown`: nobody has asked yet. */
export type Server = "unknown" | "there" | "away" | "offline";

const ASK_EVERY_MS = 3_000;

async function askServer(): Promise<Server> {
  try {
    const { ok } = await fetch("/healthz", { cache: "no-store" });
    return ok ? "there" : "away";
  } catch {
    return navigator.onLine ? "away" : "offline";
  }
}

/** Whether the server can be reached; asked again until it can. */
export function useServer(): Server {
  const [server, setServer] = useState<Server>("unknown");
  useEffect(() => {
    let timer = 0;
    let isOver = false;
    const ask = async () => {
      window.clearTimeout(timer);
      const found = await askServer();
      if (isOver) return;
      setServer(found);
      if (found !== "there") timer = window.setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    const askNow = () => void ask();
    askNow();
    window.addEventListener("online", askNow);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      window.removeEventListener("online", askNow);
    };
  }, []);
  return server;
}
