/** What can become of the session of this page while it is open; main.tsx does what follows from it. */
export type SessionEvents = {
  /** It is over, and could not be renewed. */
  onLost(): void;
  /** Somebody else is signed in in this browser by now. */
  onPersonChanged(): void;
  /** Acting as somebody else is over, for a reason of the server's. */
  onVisitOver(why: string): void;
};

let events: SessionEvents = { onLost: () => {}, onPersonChanged: () => {}, onVisitOver: () => {} };

export const listenToSession = (listener: SessionEvents): void => void (events = listener);
export const sessionEvents = (): SessionEvents => events;
