import { LoadingNote } from "./skeleton.tsx";
import { Logo } from "./logo.tsx";

/** Before anything is known of who is here. */
export const SplashPage = () => (
  <div className="grid min-h-dvh place-items-center">
    <span className="animate-shimmer">
      <Logo className="size-11" />
    </span>
    <LoadingNote />
  </div>
);
