import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  emptySequencer,
  holdResponses,
  isBusy,
  itemAdded,
  releaseResponses,
  requestFailed,
  requestLost,
  requestResponse,
  responseCreated,
  responseDone,
  responseRefused,
  withdraw,
  type ResponseRequest,
  type SequencerState,
  type Step,
} from "./response-sequencer.ts";
import type { Ask } from "../calls/engine.ts";
import { ScriptedRealtime } from "../../test/support/calls/scripted-realtime.ts";

const request = (id: string, more: Partial<Ask> & { answersItem?: string } = {}): ResponseRequest => {
  const { answersItem, ...ask } = more;
  return {
    ask: { id, purpose: "continue", words: null, tools: "may", answersCalls: [], ...ask },
    answersItems: answersItem === undefined ? [] : [answersItem],
  };
};
const ids = (step: Step) => step.send.map((event) => ("event_id" in event ? event.event_id : null));
const created = (state: SequencerState, responseId: string): SequencerState => responseCreated(state, responseId).state;
const running = (responseId: string): SequencerState => created(emptySequencer, responseId);

describe("one response at a time", () => {
  test("a request goes out at once when nothing is in the way", () => {
    const step = requestResponse(emptySequencer, request("a", { words: "say hello" }));
    expect(step.send).toEqual([{ type: "response.create", event_id: "a", response: { instructions: "say hello" } }]);
    expect(isBusy(step.state)).toBe(true);
  });

  test("a second one waits for the first to be done", () => {
    const first = requestResponse(emptySequencer, request("a")).state;
    const second = requestResponse(first, request("b"));
    expect(ids(second)).toEqual([]);
    expect(ids(responseDone(created(second.state, "r1"), "r1"))).toEqual(["b"]);
  });

  test("a refused request goes out again, before the others, when the response in its way is done", () => {
    let state = requestResponse(emptySequencer, request("a")).state;
    state = requestResponse(state, request("b")).state;
    state = created(state, "the server's own");
    const refused = responseRefused(state, "a");
    expect(refused.send).toEqual([]);
    expect(ids(responseDone(refused.state, "the server's own"))).toEqual(["a"]);
  });

  test("a refusal of a request that is not ours changes nothing", () => {
    const state = running("r1");
    expect(responseRefused(state, "z")).toEqual({ state, send: [] });
  });

  test("the end of another response does not end this one", () => {
    const state = requestResponse(running("r1"), request("a")).state;
    expect(responseDone(state, "r0").send).toEqual([]);
  });

  test("a request that got lost is sent once more", () => {
    const state = requestResponse(emptySequencer, request("a")).state;
    expect(ids(requestLost(state))).toEqual(["a.2"]);
    expect(requestLost(emptySequencer).send).toEqual([]);
  });
});

describe("a request that seemed lost, and was sent twice", () => {
  const twice = () => requestLost(requestResponse(emptySequencer, request("a")).state).state;

  test("is answered once, though the second is refused for the answer to the first", () => {
    const refused = responseRefused(created(twice(), "r1"), "a.2");
    expect(refused.send).toEqual([]);
    const over = responseDone(refused.state, "r1");
    expect(over.send).toEqual([]);
    expect(isBusy(over.state)).toBe(false);
  });

  test("goes out again when both are refused: then it was another answer that was in the way", () => {
    const first = responseRefused(created(twice(), "the server's own"), "a").state;
    const second = responseRefused(first, "a.2").state;
    expect(ids(responseDone(second, "the server's own"))).toEqual(["a"]);
  });

  test("has failed when the last of the two has", () => {
    const state = twice();
    expect(requestFailed(state, "a")).toBeNull();
    const first = responseRefused(state, "a").state;
    expect(requestFailed(first, "a.2")).toMatchObject({ askId: "a" });
  });
});

describe("while the caller speaks", () => {
  test("nothing goes out, and afterwards the server's own answer goes first", () => {
    const held = requestResponse(holdResponses(emptySequencer), request("a"));
    expect(held.send).toEqual([]);
    const released = { state: releaseResponses(held.state), send: [] };
    expect(released.send).toEqual([]);
    expect(ids(responseDone(created(released.state, "r1"), "r1"))).toEqual(["a"]);
  });

  test("a request that is withdrawn before it went out is never sent", () => {
    const held = requestResponse(holdResponses(emptySequencer), request("a")).state;
    expect(ids(requestLost(releaseResponses(withdraw(held, "a"))))).toEqual([]);
  });
});

describe("what an answer may do", () => {
  test("a greeting or a goodbye forbids tools", () => {
    const step = requestResponse(emptySequencer, request("a", { purpose: "greeting", words: "hello", tools: "never" }));
    expect(step.send).toEqual([
      { type: "response.create", event_id: "a", response: { instructions: "hello", tool_choice: "none" } },
    ]);
  });
});

describe("a tool's answer that another response has given already", () => {
  const waiting = () =>
    requestResponse(running("r1"), request("a", { purpose: "tool_result", answersItem: "out1" })).state;

  test("is not asked for again when the result was in the conversation before that response began", () => {
    const done = responseDone(itemAdded(waiting(), "out1"), "r1").state;
    expect(done.active.is).toBe("requested");
    const held = itemAdded(
      requestResponse(holdResponses(emptySequencer), request("a", { answersItem: "out1" })).state,
      "out1",
    );
    expect(responseDone(created(held, "r2"), "r2")).toEqual({
      state: { ...emptySequencer, held: true },
      send: [],
    });
  });

  test("is asked for when the result came after that response had begun", () => {
    const held = requestResponse(holdResponses(emptySequencer), request("a", { answersItem: "out1" })).state;
    const late = itemAdded(created(releaseResponses(held), "r2"), "out1");
    expect(ids(responseDone(late, "r2"))).toEqual(["a"]);
  });

  test("another item's arrival says nothing about it", () => {
    expect(itemAdded(waiting(), "other").added).toEqual([]);
  });
});

/** What happens next: the client asks, the line delivers, the server acts, the caller speaks or falls silent. */
const move = fc.constantFrom(
  "ask",
  "askForItem",
  "toServer",
  "toClient",
  "serverAnswers",
  "serverFinishes",
  "callerSpeaks",
  "callerStops",
);

describe("against a server that refuses, for any interleaving", () => {
  test("no request is lost, none is sent into an active response or over the caller", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
        const talk = new Talk();
        for (const next of moves) talk.play(next);
        talk.playOut();
        expect(talk.unanswered()).toEqual([]);
        expect(isBusy(talk.state)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The sequencer on one side of a line, a Realtime server on the other. */
class Talk {
  state = emptySequencer;
  readonly server = new ScriptedRealtime();
  #asked: ResponseRequest[] = [];

  play(
    next:
      | "ask"
      | "askForItem"
      | "toServer"
      | "toClient"
      | "serverAnswers"
      | "serverFinishes"
      | "callerSpeaks"
      | "callerStops",
  ): void {
    switch (next) {
      case "ask":
        return this.#ask({});
      case "askForItem": {
        const item = `item${this.#asked.length}`;
        this.server.fromClient.push({ add: item });
        return this.#ask({ purpose: "tool_result", answersItem: item });
      }
      case "toServer":
        return this.server.takeOne();
      case "toClient":
        return this.#hear();
      case "serverAnswers":
        return this.server.begin(null);
      case "serverFinishes":
        return this.server.finish();
      case "callerSpeaks":
        return this.server.callerSpeaks();
      case "callerStops":
        return this.server.callerStops();
    }
  }

  /** The caller falls silent, and everything on its way arrives. */
  playOut(): void {
    this.server.callerStops();
    for (let round = 0; round < 1_000; round++) {
      while (this.server.toClient.length > 0) this.#hear();
      if (this.server.fromClient.length > 0) this.server.takeOne();
      else if (this.server.active) this.server.finish();
      else if (this.server.toClient.length === 0) return;
    }
  }

  /** Requests that the server has never been asked for, but for those whose item was there when a response began. */
  unanswered(): string[] {
    const answered = (request: ResponseRequest) =>
      this.server.accepted.includes(request.ask.id) ||
      (request.answersItems.length > 0 && request.answersItems.every((id) => this.server.coveredItems.has(id)));
    return this.#asked.filter((request) => !answered(request)).map(({ ask }) => ask.id);
  }

  #ask(more: Parameters<typeof request>[1]): void {
    const asked = request(`q${this.#asked.length}`, more);
    this.#asked.push(asked);
    this.#apply(requestResponse(this.state, asked));
  }

  #apply(step: Step): void {
    for (const event of step.send) {
      expect(this.state.held).toBe(false);
      expect(step.state.active).toMatchObject({ is: "requested" });
      this.server.fromClient.push({ create: "event_id" in event ? event.event_id : "" });
    }
    this.state = step.state;
  }

  #hear(): void {
    const said = this.server.toClient.shift();
    if (!said) return;
    switch (said.type) {
      case "created":
        this.state = created(this.state, said.id);
        return;
      case "done":
        return this.#apply(responseDone(this.state, said.id));
      case "refused":
        return this.#apply(responseRefused(this.state, said.request));
      case "added":
        this.state = itemAdded(this.state, said.item);
        return;
      case "speech_started":
        this.state = holdResponses(this.state);
        return;
      case "speech_stopped":
        return this.#apply({ state: releaseResponses(this.state), send: [] });
    }
  }
}
