/** The server said no, or could not be asked (status 0). The message is fit to be shown. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

export interface Question {
  readonly params?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Makes it a POST. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Asks the console's API. `path` is relative, so that the page also works behind a prefix. Throws `Refusal`, or the signal's reason. */
export async function ask<Answer>(path: string, { params = {}, body, signal }: Question = {}): Promise<Answer> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== '' && value !== false) query.set(name, String(value));
  }
  const init: RequestInit = { ...(signal && { signal }), headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.method = 'POST';
    init.body = JSON.stringify(body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  const response = await reach(query.size === 0 ? `api/${path}` : `api/${path}?${query}`, init);
  if (response.ok) return (await response.json()) as Answer;
  throw new Refusal(response.status, await reasonOf(response));
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Refusal(0, 'The console does not answer. It ends ten seconds after the last service that it served.');
  }
}

async function reasonOf(response: Response): Promise<string> {
  if (response.status === 401) {
    return 'This console asks for a token: open the link that it printed when it started.';
  }
  const text = await response.text();
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return `The console answered ${response.status}.`;
}
