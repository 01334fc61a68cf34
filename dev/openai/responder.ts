/** Starts, ends and hinders the responses of one session. One at a time belongs to the conversation. */
import type { ConversationItem, RealtimeResponse } from "openai/resources/realtime/realtime";
import type { ResponseSettings } from "./client-events.ts";
import { inputEntries } from "./client-item.ts";
import type { Entry } from "./conversation.ts";
import { decide } from "./dialogue.ts";
import type { SessionFault } from "./faults.ts";
import { invalidRequest, type ApiError } from "./parse-client-event.ts";
import { ActiveResponse, type ResponseHost, type ResponsePlan } from "./response.ts";
import { voiceError, type SessionContext } from "./session-context.ts";
import { inputTokens, usageOf, type InputTokens } from "./usage.ts";

type ResponseFault = Extract<SessionFault, { kind: "no-audio" | "response-failed" | "malformed-arguments" | "answer" }>;
type ScriptedAnswer = Extract<SessionFault, { kind: "answer" }>;

export class Responder {
  readonly #context: SessionContext;
  readonly #conversationId: string;
  /** Responses outside the conversation. */
  readonly #aside = new Set<ActiveResponse>();
  #active: ActiveResponse | undefined;
  /** The caller has spoken while a response was running: answer after it. */
  #answerWaits = false;
  #nextFault: Exclude<ResponseFault, { kind: "malformed-arguments" | "answer" }> | undefined;
  #nextAnswers: ScriptedAnswer[] = [];
  #malformArguments = false;
  #doneCount = 0;
  #tokensBefore: InputTokens = { text: 0, audio: 0 };

  constructor(context: SessionContext, conversationId: string) {
    this.#context = context;
    this.#conversationId = conversationId;
  }

  /** The client's `response.create`. */
  create(settings: ResponseSettings | undefined): ApiError | undefined {
    if (this.#active && settings?.conversation !== "none") {
      const message = `Conversation already has an active response in progress: ${this.#active.id}. Wait until the response is finished before creating a new one.`;
      return invalidRequest("conversation_already_has_active_response", message);
    }
    const error = voiceError(this.#context, settings?.audio?.output?.voice);
    if (!error) this.#begin(settings);
    return error;
  }

  /** The client's `response.cancel`. */
  cancel(id: string | undefined): ApiError | undefined {
    const response = id === undefined ? this.#active : [this.#active, ...this.#aside].find((one) => one?.id === id);
    if (!response) return invalidRequest("response_cancel_not_active", "Cancellation failed: no active response found");
    response.cancel("client_cancelled");
    return undefined;
  }

  /** The service's own answer to what the caller said. */
  answer(): void {
    if (this.#active) this.#answerWaits = true;
    else this.#begin(undefined);
  }

  interrupt(): void {
    this.#active?.cancel("turn_detected");
  }

  suffer(fault: ResponseFault): void {
    if (fault.kind === "malformed-arguments") this.#malformArguments = true;
    else if (fault.kind === "answer") this.#nextAnswers.push(fault);
    else if (!this.#active) this.#nextFault = fault;
    else if (fault.kind === "no-audio") this.#active.stall();
    else this.#active.fail(fault.code, fault.tryAgainMs);
  }

  stop(): void {
    for (const response of [this.#active, ...this.#aside]) response?.stall();
  }

  #begin(settings: ResponseSettings | undefined): void {
    const { config, conversation, input, log } = this.#context;
    const fault = this.#nextFault;
    this.#nextFault = undefined;
    this.#answerWaits = false;
    input.expectAnswerFrom(undefined);
    if (fault?.kind === "no-audio" && !fault.created) return;

    const entries = settings?.input ? inputEntries(settings.input, conversation) : conversation.entries;
    const tools = settings?.tools ?? config.tools;
    const prompt = config.instructions + (settings?.instructions ?? "") + JSON.stringify(tools);
    const tokens = inputTokens(prompt, entries);
    const scripted = settings?.conversation === "none" ? undefined : this.#nextAnswers.shift();
    const host = this.#host(settings, tokens, () => response, scripted);
    const plan = scripted ? planOf(scripted) : this.#plan(settings, entries);
    const response: ActiveResponse = new ActiveResponse(host, plan);
    if (settings?.conversation === "none") this.#aside.add(response);
    else this.#active = response;
    log.responses.push({ id: response.id, status: "in_progress" });
    response.start(
      fault &&
        (fault.kind === "no-audio"
          ? { kind: "stall" }
          : { kind: "fail", code: fault.code, tryAgainMs: fault.tryAgainMs }),
    );
  }

  #plan(settings: ResponseSettings | undefined, entries: readonly Entry[]): ResponsePlan {
    const { config, conversation } = this.#context;
    const tools = settings?.tools ?? config.tools;
    const mayCall = (settings?.tool_choice ?? config.tool_choice) !== "none";
    const { say, calls } = decide({
      instructions: settings?.instructions,
      sessionInstructions: config.instructions,
      turns: conversation.turns(entries),
      tools: mayCall ? tools.flatMap((tool) => ("name" in tool && tool.name ? [tool.name] : [])) : [],
    });
    return { say, calls: calls.map(({ name, args }) => ({ name, args: this.#written(args) })) };
  }

  #written(args: object): string {
    const json = JSON.stringify(args);
    if (!this.#malformArguments) return json;
    this.#malformArguments = false;
    return json.slice(0, -2);
  }

  #host(
    settings: ResponseSettings | undefined,
    tokens: InputTokens,
    response: () => ActiveResponse,
    scripted: ScriptedAnswer | undefined,
  ): ResponseHost {
    const { config, conversation, emit, input, log, meet, options } = this.#context;
    const aside = settings?.conversation === "none";
    const asked = (settings?.output_modalities ?? config.output_modalities)[0] ?? "audio";
    const modality = scripted?.as === "text" ? "text" : asked;
    let heardFromMs: number | undefined;
    let spokenMs = 0;
    return {
      emit,
      pace: options.pace,
      firstAudioMs: scripted?.firstAudioMs ?? options.firstAudioMs,
      modality,
      envelope: {
        conversation_id: aside ? null : this.#conversationId,
        output_modalities: [modality],
        max_output_tokens: settings?.max_output_tokens ?? config.max_output_tokens,
        audio: { output: { format: { type: "audio/pcmu" }, voice: config.audio.output.voice } },
        metadata: settings?.metadata ?? null,
        // `null` and voice objects are on the wire though the package's type leaves them out.
      } as RealtimeResponse,
      itemStarted: (item) => {
        if (!aside) this.#addItem(item);
      },
      itemGrew: (id, text, audioMs) => {
        const entry = conversation.get(id);
        if (entry) Object.assign(entry, { text, audioMs });
        if (audioMs === 0) return;
        heardFromMs ??= input.receivedMs;
        this.#context.audioOutMs += audioMs - spokenMs;
        spokenMs = audioMs;
        meet({ at: "output", ms: this.#context.audioOutMs });
      },
      itemFinished: (item) => {
        if (!aside) this.#finishItem(item);
      },
      usage: (output) => {
        const usage = usageOf(tokens, this.#tokensBefore, output);
        this.#tokensBefore = tokens;
        return usage;
      },
      ended: (status) => {
        const logged = log.responses.find(({ id }) => id === response().id);
        if (logged) logged.status = status;
        this.#aside.delete(response());
        if (aside) return;
        this.#active = undefined;
        // Silence counts from when the caller has heard everything, not from when it was sent.
        if (!input.speaking) input.expectAnswerFrom(Math.max(input.receivedMs, (heardFromMs ?? 0) + spokenMs));
      },
      done: () => {
        this.#doneCount++;
        meet({ at: "responseDone", count: this.#doneCount });
        if (this.#answerWaits && !aside && this.#context.open) this.#begin(undefined);
      },
    };
  }

  #addItem(item: ConversationItem): void {
    const id = item.id ?? "";
    const entry = { id, item, audioMs: 0, truncatedAtMs: null, text: "", clip: undefined, silent: false };
    const previous = this.#context.conversation.add(entry) ?? null;
    this.#context.emit({ type: "conversation.item.added", previous_item_id: previous, item });
  }

  #finishItem(item: ConversationItem): void {
    const { conversation, emit } = this.#context;
    const entry = conversation.get(item.id ?? "");
    // The client may have deleted it while it was being spoken.
    if (!entry) return;
    entry.item = item;
    if (item.type === "function_call") entry.text = item.arguments;
    emit({ type: "conversation.item.done", previous_item_id: conversation.previousOf(entry.id), item });
  }
}

const planOf = ({ say, calls, incomplete, argumentsMs }: ScriptedAnswer): ResponsePlan => ({
  say,
  calls: calls.map(({ name, args }) => ({ name, args: JSON.stringify(args) })),
  incomplete,
  argumentsMs,
});
