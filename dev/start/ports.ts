/** A port that somebody else holds would answer in our place, and everything would look well. */
import { createServer } from "node:net";

export async function assertFree(port: number, what: string): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
  if (!free)
    throw new Error(`Port ${port} (${what}) is in use. End what listens there, or choose others: PORT=9000 npm start`);
}
