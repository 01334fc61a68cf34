/** Ports that nobody listens on. */
import { createServer } from "node:net";

/** Below the ports that systems give out by themselves, so that no outgoing connection takes one in between. */
const FIRST = 21_000;
const LAST = 31_000;

/** A port that is free, and so are those at these distances behind it. */
export async function freePort(...distances: number[]): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const wanted = [port, ...distances.map((distance) => port + distance)];
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
