/** Asks the OpenAI stand-in to fail in the ways a scenario wants. */

export async function setOpenaiFaults(
  controlUrl: string | undefined,
  faults: readonly Record<string, unknown>[],
): Promise<void> {
  await send(controlUrl, "DELETE");
  for (const fault of faults) await send(controlUrl, "POST", fault);
}

/** Without this a fault nobody met would hit the next call. */
export async function clearOpenaiFaults(controlUrl: string | undefined): Promise<void> {
  await send(controlUrl, "DELETE");
}

async function send(controlUrl: string | undefined, method: string, body?: unknown): Promise<void> {
  if (controlUrl === undefined) throw new Error("this scenario needs the OpenAI stand-in: give --openai-control");
  const response = await fetch(new URL("/_standin/faults", controlUrl), {
    method,
    ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the OpenAI stand-in answered ${response.status}: ${await response.text()}`);
}
