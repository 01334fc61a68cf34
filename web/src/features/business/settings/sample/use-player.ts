import { useEffect, useRef, useState } from "react";

/** Plays one recording; it falls silent with what shows it. */
export function usePlayer() {
  const player = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState<"silent" | "playing" | "blocked">("silent");

  useEffect(() => {
    const audio = new Audio();
    player.current = audio;
    const begin = () => setState("playing");
    const end = () => setState("silent");
    audio.addEventListener("play", begin);
    audio.addEventListener("pause", end);
    audio.addEventListener("ended", end);
    return () => {
      audio.removeEventListener("play", begin);
      audio.removeEventListener("pause", end);
      audio.removeEventListener("ended", end);
      audio.pause();
      if (audio.src !== "") URL.revokeObjectURL(audio.src);
    };
  }, []);

  return {
    state,
    isLoaded: () => player.current !== null && player.current.src !== "",
    load: (sound: Blob) => {
      if (player.current) player.current.src = URL.createObjectURL(sound);
    },
    /** From the beginning. Some browsers play only what a press asks for, and by then the press is a while ago. */
    play: () => {
      if (!player.current) return;
      player.current.currentTime = 0;
      player.current.play().catch((error: unknown) => {
        if (error instanceof DOMException && error.name === "NotAllowedError") setState("blocked");
      });
    },
    stop: () => player.current?.pause(),
  };
}
