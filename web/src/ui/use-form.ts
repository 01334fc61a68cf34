/**
 * The state of a small form: what is typed, what is wrong with it, and that the first wrong field gets the focus. Nothing
 * typed goes away because something was refused.
 */
import type { UseMutationResult } from "@tanstack/react-query";
import { useEffect, useRef, useState, type RefObject, type SyntheticEvent } from "react";
import { ApiError } from "../api/api-error.ts";

type Fields = Record<string, unknown>;
/** Hebrew sentences by field. */
export type Problems<Values extends Fields> = { [Field in keyof Values]?: string | undefined };

type Options<Values extends Fields, Answer> = {
  begin: Values;
  check: (values: Values) => Problems<Values>;
  mutation: UseMutationResult<Answer, Error, Values>;
  onDone: (answer: Answer, sent: Values) => void;
  /** What the server's refusal means for the fields; where it names one that is not told of here, `otherwise` stands. */
  refused?: (error: ApiError) => Problems<Values>;
  otherwise: string;
  onRefused?: (error: Error) => void;
};

/** Of a form, whatever its fields are. */
export type FormState = {
  isSending: boolean;
  /** What went wrong and is told at none of the fields. */
  error: Error | null;
  /** Tells one attempt from the next. */
  sentAt: number;
  formProps: {
    ref: RefObject<HTMLFormElement | null>;
    noValidate: true;
    /** Something was typed that is not sent: for Ctrl+S. */ "data-unsaved": true | undefined;
    onSubmit: (event: SyntheticEvent<HTMLFormElement>) => void;
  };
};

type Form<Values extends Fields> = FormState & {
  values: Values;
  problems: Problems<Values>;
  change: (part: Partial<Values>) => void;
};

const isWrong = (problems: Fields) => Object.values(problems).some((problem) => problem !== undefined);

export function useForm<Values extends Fields, Answer>(options: Options<Values, Answer>): Form<Values> {
  const { begin, check, mutation, onDone, refused, otherwise, onRefused } = options;
  const [values, setValues] = useState(begin);
  const [problems, setProblems] = useState<Problems<Values>>({});
  const [attempt, setAttempt] = useState(0);
  const element = useRef<HTMLFormElement>(null);

  // By attempt, not by problems: the focus must not jump while one of two wrong fields is being mended.
  useEffect(() => {
    if (attempt > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [attempt]);

  const show = (found: Problems<Values>) => {
    setProblems(found);
    if (isWrong(found)) setAttempt((before) => before + 1);
  };

  const isUnsaved = JSON.stringify(values) !== JSON.stringify(begin);

  function problemsOfServer(error: Error): Problems<Values> {
    if (!(error instanceof ApiError)) return {};
    const found: Problems<Values> = {};
    for (const { field } of error.details) {
      const own = (Object.keys(begin) as Array<keyof Values>).find((name) => name === field.split(".")[0]);
      if (own) found[own] = otherwise;
    }
    return { ...found, ...refused?.(error) };
  }

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    // A form in a dialog of another form is not a part of it.
    event.stopPropagation();
    if (mutation.isPending) return;
    const found = check(values);
    show(found);
    if (isWrong(found)) return;
    mutation.mutate(values, {
      onSuccess: (answer) => onDone(answer, values),
      onError: (error) => {
        show(problemsOfServer(error));
        onRefused?.(error);
      },
    });
  }

  return {
    values,
    problems,
    isSending: mutation.isPending,
    error: mutation.error && !isWrong(problemsOfServer(mutation.error)) ? mutation.error : null,
    sentAt: mutation.submittedAt,
    change: (part) => {
      setValues((before) => ({ ...before, ...part }));
      setProblems((before) => ({ ...before, ...Object.fromEntries(Object.keys(part).map((key) => [key, undefined])) }));
    },
    formProps: { ref: element, noValidate: true, "data-unsaved": isUnsaved || undefined, onSubmit: submit },
  };
}
