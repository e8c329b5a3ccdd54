import { randomUUID } from 'node:crypto';
import type { ErrorSnapshot } from '../../errors/index.js';
import { MAX_ITEM_BYTES } from '../rollbar.protocol.js';
import type { Report } from './report.js';
import { pathOf } from './vendor-error.js';

interface VendorFrame {
  readonly filename: string;
  readonly lineno: number;
  readonly colno: number;
  readonly method: string;
  readonly runtimePosition?: unknown;
}

/** Of what the vendor's class makes, the parts that are sent. */
export type VendorItem = Readonly<Record<string, unknown>> & {
  readonly notifier: { readonly name: string; readonly version: string };
  readonly server: Readonly<Record<'host' | 'pid' | 'root', unknown>>;
  readonly body: {
    readonly trace_chain?: readonly { readonly frames: readonly VendorFrame[]; readonly exception: object }[];
  };
  readonly request?: object;
};

/** What is kept as it stands: the vendor adds process.argv, its own configuration and the source of its callbacks. */
const KEPT = [
  'environment', 'level', 'language', 'framework', 'code_version', 'context', 'custom', 'person', 'request',
] as const; // prettier-ignore

/** @throws RangeError when it is too large without its request, too. */
export function encodeItem(built: unknown, report: Report): Uint8Array {
  const vendor = built as VendorItem;
  const item = {
    ...Object.fromEntries(KEPT.flatMap((key) => (vendor[key] === undefined ? [] : [[key, vendor[key]]]))),
    // The vendor's own is not of any variant that RFC 9562 knows.
    uuid: randomUUID(),
    timestamp: Math.floor(report.atMs / 1_000),
    notifier: { name: vendor.notifier.name, version: vendor.notifier.version },
    server: { host: vendor.server.host, pid: vendor.server.pid, root: vendor.server.root },
    body:
      'error' in report
        ? { trace_chain: traceChain(vendor, report.error) }
        : { message: { body: report.message || '(empty)' } },
  };
  const whole = encode(item);
  if (whole.byteLength <= MAX_ITEM_BYTES) return whole;
  const clipped = encode({ ...item, request: { error: 'clipped: the item was too large' } });
  if (clipped.byteLength <= MAX_ITEM_BYTES) return clipped;
  throw new RangeError(`an item of ${clipped.byteLength} bytes is too large`);
}

function encode(data: object): Uint8Array {
  return Buffer.from(JSON.stringify({ data }));
}

/** Class and message are taken from the error, as the vendor looks for frames of a template language in a message. */
function traceChain(vendor: VendorItem, error: ErrorSnapshot): object[] {
  const errors: ErrorSnapshot[] = [];
  for (let link: ErrorSnapshot | undefined = error; link !== undefined; link = link.cause) errors.push(link);
  return errors.map(({ name, message }, index) => ({
    frames: (vendor.body.trace_chain?.[index]?.frames ?? [])
      .filter(({ runtimePosition }) => runtimePosition !== undefined)
      .map(({ filename, lineno, colno, method }) => ({ filename: pathOf(filename), lineno, colno, method })),
    exception: { class: name, message },
  }));
}
