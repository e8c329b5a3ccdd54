import { gunzipSync } from 'node:zlib';
import type { DeliveryBatch, DeliveryOutcome, DeliveryProtocol, Group } from '../../src/delivery/index.js';

/** What the destination does with an attempt: an outcome, or `throws`, or `hangs` until the attempt is given up. */
export type Act = DeliveryOutcome | 'throws' | 'hangs';

export const DELIVERED: DeliveryOutcome = { kind: 'delivered' };
export const AWAY: DeliveryOutcome = { kind: 'retry', because: 'nobody there' };

interface Options {
  readonly gzip?: boolean;
  readonly limits?: Partial<DeliveryProtocol['limits']>;
}

/** A group of `items` items named `from`, `from + 1`, ...; a JSON text, so that a body can be read back. */
export function group(from: number, items = 1, padding = 0): Group {
  const names = Array.from({ length: items }, (_, index) => from + index);
  return { bytes: Buffer.from(JSON.stringify({ names, padding: 'x'.repeat(padding) })), items };
}

function namesIn(bytes: Uint8Array): number[] {
  const { names }: { names: number[] } = JSON.parse(Buffer.from(bytes).toString());
  return names;
}

/** A destination at the protocol's port: answers by script, then by `otherwise`, and remembers what it was sent. */
export class ScriptedProtocol implements DeliveryProtocol {
  readonly framing = { prefix: '{"groups":[', separator: ',', suffix: ']}' };
  readonly gzip: boolean;
  readonly limits: DeliveryProtocol['limits'];
  /** Names of the items of each attempt, in the order of the attempts. */
  readonly attempts: number[][] = [];
  /** Names of what was acknowledged, in order. */
  readonly acknowledged: number[] = [];
  inFlight = 0;
  mostInFlight = 0;
  closed = 0;
  script: Act[] = [];
  otherwise: Act = DELIVERED;
  up = true;

  constructor({ gzip = false, limits }: Options = {}) {
    this.gzip = gzip;
    this.limits = {
      maxBatchBytes: 100_000,
      maxBatchGroups: 100,
      flushIntervalMs: 1_000,
      attemptTimeoutMs: 10_000,
      maxInFlight: 1,
      ...limits,
    };
  }

  isUp(): boolean {
    return this.up;
  }

  async send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
    const act = this.script.shift() ?? this.otherwise;
    const leave = this.enter(signal);
    try {
      const names = await namesOf(batch, this.gzip);
      this.attempts.push(names);
      if (act === 'throws') throw new Error('the protocol broke');
      if (act === 'hangs') return await aborted(signal);
      if (act.kind === 'delivered' && !signal.aborted) this.acknowledged.push(...names);
      return act;
    } finally {
      leave();
    }
  }

  close(): void {
    this.closed += 1;
  }

  /** An attempt that was given up is not in flight any more, however long it takes to notice. */
  private enter(signal: AbortSignal): () => void {
    let isHere = true;
    const leave = () => {
      if (isHere) this.inFlight -= 1;
      isHere = false;
    };
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    signal.addEventListener('abort', leave);
    return leave;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('given up')));
  });
}

/** From body and groups alike: they have to agree. */
async function namesOf(batch: DeliveryBatch, gzip: boolean): Promise<number[]> {
  const body = Buffer.from(await batch.body());
  const text = (gzip ? gunzipSync(body) : body).toString();
  const groups = [...(await batch.groups())];
  const parsed: { groups: { names: number[] }[] } = JSON.parse(text);
  const inBody = parsed.groups.flatMap(({ names }) => names);
  const inGroups = groups.flatMap(({ bytes }) => namesIn(bytes));
  const isSame = JSON.stringify(inBody) === JSON.stringify(inGroups) && groups.length === batch.groupCount;
  if (!isSame || inBody.length !== batch.items) throw new Error('body, groups and counts of a batch do not agree');
  return inBody;
}
