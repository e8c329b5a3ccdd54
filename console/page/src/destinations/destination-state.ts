import type { Destination } from '../../../api/answers.js';
import { clock } from '../format/instant.js';

export interface DestinationState {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  readonly word: string;
}

/** How a destination is doing, in a word; of a service that is silent nobody knows more than when that was last known. */
export function stateOf(destination: Destination): DestinationState {
  const { breaker, last_error, delivered, pending, dropped, last_heard_at, silent } = destination;
  if (silent) return { tone: 'quiet', word: `last heard ${clock(Date.parse(last_heard_at)).slice(0, 8)}` };
  if (breaker === 'open') return { tone: 'bad', word: 'in trouble' };
  if (breaker === 'half_open') return { tone: 'warn', word: 'trying again' };
  if (last_error !== undefined) return { tone: 'warn', word: 'had an error' };
  if (lost(dropped) > 0) return { tone: 'warn', word: 'has lost some' };
  if (delivered > 0) return { tone: 'good', word: 'delivering' };
  return pending > 0 ? { tone: 'warn', word: 'waiting' } : { tone: 'good', word: 'idle' };
}

export function lost(dropped: Destination['dropped']): number {
  return Object.values(dropped).reduce((sum, items) => sum + items, 0);
}

const NAMES: Readonly<Record<string, string>> = {
  otlp: 'OTLP',
  'otlp.logs': 'OTLP logs',
  xray: 'AWS X-Ray',
  'xray.otlp': 'AWS X-Ray over OTLP',
  rollbar: 'Rollbar',
  cloudwatch: 'CloudWatch Logs',
  console: 'This console',
  'console.logs': 'This console, logs',
};

export function nameOf(sink: string): string {
  return NAMES[sink] ?? sink;
}
