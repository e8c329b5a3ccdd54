import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One recorded exchange with the original backend. `bug` marks its own failures. */
export interface Exchange {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request_body?: string;
  readonly request_body_base64?: string;
  readonly status: number;
  readonly answer_headers: Readonly<Record<string, string>>;
  /** A JSON answer. Where it is absent and the status is an error, the original sent a page of HTML. */
  readonly answer?: unknown;
  readonly answer_text?: string;
  readonly bug?: boolean;
}

export const RECORDED: readonly Exchange[] = readFileSync(join(__dirname, 'golden.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Exchange);

export function recorded(id: string): Exchange {
  const exchange = RECORDED.find((candidate) => candidate.id === id);
  if (!exchange) throw new Error(`no exchange ${id} was recorded`);
  return exchange;
}
