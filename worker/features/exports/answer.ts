/** Lines of CSV as an answer: made while they are sent, never all of them at once. */

/** Lines gathered to pieces of about so much: thousands of tiny ones cost more than what is in them. */
const PIECE_CHARS = 32 * 1024;

export function csvAnswer(name: string, lines: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = "";
      for (;;) {
        const { done, value } = await lines.next();
        if (done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          return controller.close();
        }
        text += value;
        if (text.length >= PIECE_CHARS) return controller.enqueue(encoder.encode(text));
      }
    },
    cancel: async () => void (await lines.return(undefined)),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
