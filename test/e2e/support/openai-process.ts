/**
 * The OpenAI stand-in as a process of its own: `node openai-process.ts PORT WINDOW_PORT`. At the window tests see the
 * sessions of one model: the whole state, asked for by many tests at once, would keep it from speaking in time.
 */
import { createServer } from "node:http";
import { startOpenAiStandIn } from "../../../dev/openai/stand-in.ts";

const [port, windowPort] = process.argv.slice(2).map(Number);
const { control } = await startOpenAiStandIn({ port: port ?? 0 });

createServer((request, response) => {
  const model = new URL(request.url ?? "/", "http://window").searchParams.get("model");
  const sessions = control.state().sessions.filter((session) => session.model === model);
  const shown = sessions.map(({ open, items, violations }) => ({ open, items, violations }));
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(shown));
}).listen(windowPort, "127.0.0.1");
