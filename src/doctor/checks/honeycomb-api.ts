import { HONEYCOMB_KEY_HEADER } from '../../otlp/index.js';

/** What Honeycomb says of a key: https://docs.honeycomb.io/api/auth */
export interface HoneycombKey {
  readonly type?: string;
  readonly api_key_access?: Readonly<Record<string, boolean>>;
  readonly environment?: { readonly name?: string; readonly slug?: string };
  readonly team?: { readonly name?: string; readonly slug?: string };
}

export interface HoneycombAnswer {
  readonly status: number;
  readonly date: string | undefined;
  /** Undefined where the key is unknown, or the host is not Honeycomb. */
  readonly key: HoneycombKey | undefined;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/** Asks `origin` whose key `secret` is. @throws (rejects) as `fetch` does */
export async function askHoneycomb(origin: string, secret: string, signal: AbortSignal): Promise<HoneycombAnswer> {
  const headers = { [HONEYCOMB_KEY_HEADER]: secret, 'user-agent': 'cruddur-backend (doctor)' };
  const response = await fetch(`${origin}/1/auth`, { headers, signal, redirect: 'manual' });
  const text = await readText(response);
  return {
    status: response.status,
    date: response.headers.get('date') ?? undefined,
    key: response.ok ? parsed(text) : undefined,
  };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): HoneycombKey | undefined {
  try {
    const answer = Object(JSON.parse(text)) as HoneycombKey;
    return 'team' in answer || 'api_key_access' in answer ? answer : undefined;
  } catch {
    return undefined; // somebody else's page
  }
}
