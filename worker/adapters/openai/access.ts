/** What it takes to reach OpenAI; the Worker's configuration fits. */
export type OpenAiAccess = { OPENAI_API_KEY: string; OPENAI_BASE_URL: string };
