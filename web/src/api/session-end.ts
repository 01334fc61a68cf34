/** Tells whoever listens (the router, in main.tsx) that the session is over. */
type Listener = () => void;
let listener: Listener = () => {};

export const onSessionEnd = (next: Listener): void => void (listener = next);
export const sessionEnded = (): void => listener();
