import type { DeliveryBatch, Group } from '../../delivery/index.js';

/** Under it a PutLogEvents' input carries its events as JSON; its `logEvents` are empty then. */
export const EVENTS_AS_JSON = Symbol('events as JSON');

/** Begins every event, as LogEventEncoder writes it. */
const EVENT_START = '{"timestamp":';

/** The events of one request as the JSON list that they were encoded to, in the order of their times. */
export interface EncodedEvents {
  readonly json: Uint8Array;
  readonly count: number;
  /** Milliseconds from the first to the last. */
  readonly spanMs: number;
}

/** Only the times are read: parsing the events and having the SDK write them again costs as much as making the lines. */
export async function encodedEvents(batch: DeliveryBatch): Promise<EncodedEvents> {
  const groups = await batch.groups();
  const times = Array.from(groups, timeOf);
  const isInOrder = times.every((time, index) => index === 0 || time >= times[index - 1]!);
  return {
    json: isInOrder ? await batch.body() : inOrder([...groups], times),
    count: times.length,
    spanMs: times.length === 0 ? 0 : Math.max(...times) - Math.min(...times),
  };
}

function timeOf({ bytes }: Group): number {
  let time = 0;
  for (let at = EVENT_START.length; bytes[at]! >= 0x30 && bytes[at]! <= 0x39; at += 1)
    time = time * 10 + bytes[at]! - 0x30;
  return time;
}

/** A clock that was set back makes lines out of order, which the API refuses; those of one millisecond keep their order. */
function inOrder(groups: readonly Group[], times: readonly number[]): Uint8Array {
  const order = [...groups.keys()].toSorted((one, other) => times[one]! - times[other]!);
  return Buffer.from(`[${order.map((index) => Buffer.from(groups[index]!.bytes).toString()).join(',')}]`);
}
