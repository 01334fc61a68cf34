/** What the assistant says from a recording, so that it is there at once: one kind of thing, kept by text and voice. */

/** While an answer is slow: nothing that promises anything. The second is for a wait that goes on. */
export const FILLERS = ["רגע אחד.", "אני בודק, עוד רגע."] as const;

export type ClipSpec = { text: string; voice: string; model: string };

/** What a recording depends on; another text, voice or model is another recording. */
export const clipKey = ({ text, voice, model }: ClipSpec): string => JSON.stringify([text, voice, model]);

/** How a clip is to be spoken by a speech endpoint, which knows nothing of the call it is for. */
export const HOW_TO_SPEAK = "דבר עברית בקול חם, רגוע וטבעי, בקצב רגיל, כמו בשיחת טלפון.";
