import type { Destination } from '../../../api/answers.js';

export interface DestinationState {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly word: string;
}

/** How a destination is doing, in a word. */
export function stateOf({ breaker, last_error, delivered, pending, dropped }: Destination): DestinationState {
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
