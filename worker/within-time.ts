/** How the error reads. */
export const TOO_LATE = /^no answer within \d+ ms$/;

/** The answer of `work`, or an error when it takes longer than `limitMs`. The work itself goes on. */
export async function withinTime<Answer>(work: Promise<Answer>, limitMs: number): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
