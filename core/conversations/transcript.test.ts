import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noPlaces, noteWords, textHeardBy, textSpokenIn } from "./text-in-time.ts";
import { Transcript } from "./transcript.ts";

const NOW = 1_700_000_000_000;
const texts = (transcript: Transcript) => transcript.spoken().map(({ seq, role, text }) => `${seq} ${role}: ${text}`);

describe("the order of the talk", () => {
  test("is that of speaking, though the caller's words are known later than the answer to them", () => {
    const transcript = new Transcript();
    transcript.callerBegan("c1", NOW);
    transcript.assistantWrote("a1", "בשמחה.", NOW + 500, 0);
    transcript.heard("a1", 700);
    const change = transcript.callerSaid("c1", " אני מחפש דירה ", NOW + 900);
    expect(change).toEqual({
      turn: {
        seq: 1,
        role: "caller",
        text: "אני מחפש דירה",
        startedAt: NOW,
        interrupted: false,
        heardMs: null,
        untranscribed: false,
      },
      final: true,
    });
    expect(texts(transcript)).toEqual(["1 caller: אני מחפש דירה", "2 assistant: בשמחה."]);
  });

  test("goes on after what was written before this object existed", () => {
    const earlier = {
      seq: 7,
      role: "caller" as const,
      text: "שלום",
      startedAt: NOW - 1,
      interrupted: false,
      heardMs: null,
      untranscribed: false,
    };
    const transcript = new Transcript([earlier]);
    expect(transcript.callerSaid("c1", "עוד משהו", NOW)?.turn.seq).toBe(8);
    expect(texts(transcript)).toEqual(["7 caller: שלום", "8 caller: עוד משהו"]);
  });

  test("a noise that became no words is no turn", () => {
    const transcript = new Transcript();
    transcript.callerBegan("c1", NOW);
    expect(transcript.callerSaid("c1", "  ", NOW)).toBeNull();
    expect(transcript.spoken()).toEqual([]);
  });

  test("a caller who is announced twice has one turn", () => {
    const transcript = new Transcript();
    transcript.callerBegan("c1", NOW);
    transcript.callerBegan("c1", NOW + 9);
    expect(transcript.callerSaid("c1", "כן", NOW)?.turn).toMatchObject({ seq: 1, startedAt: NOW });
    expect(transcript.callerSaid("c2", "לא", NOW)?.turn.seq).toBe(2);
  });
});

describe("an assistant's turn", () => {
  test("is given out at each end of a sentence, so at most one sentence is ever unwritten", () => {
    const transcript = new Transcript();
    expect(transcript.assistantWrote("a1", "שלום, ", NOW, 0)).toBeNull();
    expect(transcript.assistantWrote("a1", "מה שלומך?", NOW, 0)).toMatchObject({
      turn: { text: "שלום, מה שלומך?" },
      final: false,
    });
    expect(transcript.assistantWrote("a1", " אני", NOW, 0)).toBeNull();
    expect(transcript.assistantFinished("a1", "שלום, מה שלומך? אני כאן", NOW)).toMatchObject({
      turn: { text: "שלום, מה שלומך? אני כאן" },
      final: false,
    });
  });

  test("is final when it was heard to its end, and stays as it is", () => {
    const transcript = new Transcript();
    transcript.assistantFinished("a1", "שלום.", NOW);
    expect(transcript.heard("a1", 900)).toMatchObject({
      turn: { text: "שלום.", heardMs: 900, interrupted: false },
      final: true,
    });
    expect(transcript.heard("a1", 900)).toBeNull();
    expect(transcript.cut("a1", 0, 1)).toBeNull();
    expect(transcript.assistantWrote("a1", "עוד", NOW, 0)).toBeNull();
    expect(transcript.textOf("a1")).toBe("שלום.");
  });

  test("keeps what was heard when it is cut; late text does not bring the rest back", () => {
    const transcript = new Transcript();
    transcript.assistantFinished("a1", "אחת שתיים שלוש ארבע", NOW);
    expect(transcript.cut("a1", 500, 1_000)).toMatchObject({
      turn: { text: "אחת שתיים", interrupted: true, heardMs: 500 },
      final: true,
    });
    expect(transcript.assistantFinished("a1", "אחת שתיים שלוש ארבע חמש", NOW)).toBeNull();
    expect(texts(transcript)).toEqual(["1 assistant: אחת שתיים"]);
  });

  test("of which nothing was heard has no text: it was never said", () => {
    const transcript = new Transcript();
    transcript.assistantFinished("a1", "שלום", NOW);
    expect(transcript.cut("a1", 0, 900)).toMatchObject({ turn: { text: "", heardMs: 0 }, final: true });
    expect(transcript.spoken()).toEqual([]);
  });

  test("that nobody knows is neither heard nor cut", () => {
    const transcript = new Transcript();
    expect(transcript.heard("x", 10)).toBeNull();
    expect(transcript.cut("x", 10, 20)).toBeNull();
    expect(transcript.textOf("x")).toBe("");
  });
});

describe("what a new session is told", () => {
  test("leaves out what still plays: it is told when it was heard, or cut", () => {
    const transcript = new Transcript();
    transcript.callerSaid("c1", "שלום", NOW);
    transcript.assistantFinished("a1", "מה שלומך?", NOW);
    expect(transcript.spoken().map(({ text }) => text)).toEqual(["שלום"]);
    transcript.heard("a1", 900);
    expect(transcript.spoken().map(({ text }) => text)).toEqual(["שלום", "מה שלומך?"]);
  });

  test("has what an object before this one wrote, heard or not", () => {
    const turn = {
      seq: 1,
      role: "assistant" as const,
      text: "שלום",
      startedAt: NOW,
      interrupted: false,
      heardMs: null,
      untranscribed: false,
    };
    expect(new Transcript([turn]).spoken()).toEqual([turn]);
  });
});

describe("the heard part of a text", () => {
  test("is whole words from its beginning, never more than the share of the audio", () => {
    const words = fc
      .array(fc.stringMatching(/^[א-ת]{1,8}$/), { minLength: 1, maxLength: 20 })
      .map((list) => list.join(" "));
    fc.assert(
      fc.property(words, fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (text, heardMs, totalMs) => {
        const part = textHeardBy(text, noPlaces, heardMs, totalMs);
        expect(text.startsWith(part)).toBe(true);
        expect(part === text || part === "" || text[part.length] === " ").toBe(true);
        if (heardMs < totalMs) expect(part.length).toBeLessThanOrEqual((text.length * heardMs) / totalMs);
        else expect(part).toBe(text);
      }),
    );
  });

  test("of no audio is the whole text", () => {
    expect(textHeardBy("שלום", noPlaces, 0, 0)).toBe("שלום");
  });

  test("never holds words that came more than a second after that moment", () => {
    const text = "אחת שתיים שלוש ארבע";
    const places = noteWords(noteWords(noPlaces, 0, 0), 10, 2_000);
    expect(textHeardBy(text, places, 900, 1_000)).toBe("אחת שתיים");
    expect(textHeardBy(text, places, 1_500, 1_600)).toBe("אחת שתיים שלוש");
  });

  test("of an utterance that was broken off is what can be spoken in the sound that came", () => {
    expect(textSpokenIn("אחת שתיים שלוש ארבע חמש", 500)).toBe("אחת שתיים");
    expect(textSpokenIn("אחת שתיים", 5_000)).toBe("אחת שתיים");
  });
});

describe("a caller's turn that could not be written down", () => {
  test("is on record as one, and not as silence", () => {
    const transcript = new Transcript();
    transcript.callerBegan("c1", NOW);
    expect(transcript.callerSaid("c1", null, NOW)).toMatchObject({
      turn: { text: "", untranscribed: true },
      final: true,
    });
    expect(transcript.spoken()).toHaveLength(1);
  });

  test("that is written down later has its words", () => {
    const transcript = new Transcript();
    transcript.callerSaid("c1", null, NOW);
    expect(transcript.callerSaid("c1", "שלום", NOW)).toMatchObject({ turn: { text: "שלום", untranscribed: false } });
  });
});
