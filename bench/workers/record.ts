/**
 * D1 as it is in production: somewhere else. This worker runs in a workerd of its own and answers what remote-d1.ts
 * asks, on real D1 databases.
 */
import type { RecordAnswer, RecordQuestion } from "./remote-d1.ts";

type Env = Record<string, D1Database | undefined>;

export default {
  async fetch(request, env) {
    const question = await request.json<RecordQuestion>();
    const database = env[question.database];
    if (!database) return new Response("no such database", { status: 404 });
    const statements = question.statements.map(({ sql, params }) => database.prepare(sql).bind(...params));
    try {
      const values = question.want === "raw" ? await statements[0]?.raw() : await database.batch(statements);
      return Response.json({ ok: true, values: values ?? [] } satisfies RecordAnswer);
    } catch (error) {
      return Response.json({ ok: false, message: String(error) } satisfies RecordAnswer);
    }
  },
} satisfies ExportedHandler<Env>;
