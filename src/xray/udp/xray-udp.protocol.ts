import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryBatch, DeliveryOutcome, DeliveryProtocol, Group } from '../../delivery/index.js';
import { describeEndpoint, type Endpoint } from '../daemon-address.js';
import { ConnectedSocket } from './connected-socket.js';
import { DaemonResolver, type ResolvedAddress } from './daemon-resolver.js';
import { RefusalWindow } from './refusal-window.js';

/**
 * What goes out at once. A daemon's socket buffer holds about 90 small datagrams by Linux's defaults, or three large ones,
 * and what finds no room is lost without a word: so a burst of this size, then a pause in which it is read.
 */
const BURST_DATAGRAMS = 16;
const PAUSE_MS = 2;
/** After a pause that a busy event loop made longer more may go, as the daemon read on meanwhile. */
const BURST_DATAGRAMS_WHEN_LATE = 64;
/** Linux's default of a socket's receive buffer, net.core.rmem_default. */
const DAEMON_BUFFER_BYTES = 212_992;

/**
 * Segments over UDP. Nothing acknowledges a datagram, so delivered means: handed to the kernel, and no refusal within a
 * second. One batch sends at a time, while those before it are waiting for their second to pass: after an outage there are
 * many small ones, and that second would be the limit on how fast they get out.
 */
export class XRayUdpProtocol implements DeliveryProtocol {
  readonly framing = { prefix: '', separator: '', suffix: '' };
  readonly gzip = false;
  readonly limits = {
    maxBatchBytes: 1024 * 1024,
    maxBatchGroups: 2_000,
    flushIntervalMs: 200,
    // No answer is waited for: this is for a process so busy that its bursts take long. One that could not send a whole batch
    // within its attempt would send the first part of it again and again.
    attemptTimeoutMs: 30_000,
    maxInFlight: 16,
  } as const;
  private readonly refusals = new RefusalWindow();
  private sending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly endpoint: Endpoint,
    private readonly resolver = new DaemonResolver(endpoint.host),
  ) {}

  /** The last flush has begun. */
  hurry(): void {
    this.refusals.hurry();
  }

  async send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
    let failure: unknown;
    try {
      const groups = await batch.groups();
      for (const address of await this.resolver.addresses()) {
        try {
          const tooLarge = await this.sendTo(address, groups, signal);
          this.resolver.prefer(address);
          return { kind: 'delivered', ...(tooLarge > 0 && { rejected: { reason: 'too_large', items: tooLarge } }) };
        } catch (error) {
          failure ??= error;
        }
      }
    } catch (error) {
      failure = error;
    }
    this.resolver.forget();
    return { kind: 'retry', because: this.describe(failure as NodeJS.ErrnoException) };
  }

  /** @throws (rejects) where the other side refuses within the window, the network fails, or `signal` aborts. */
  private async sendTo(address: ResolvedAddress, groups: Iterable<Group>, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const socket = await ConnectedSocket.open(address, this.endpoint.port);
    try {
      const stopped = AbortSignal.any([signal, socket.failed]);
      const tooLarge = await this.inTurn(() => sendPaced(socket, groups, stopped));
      await this.refusals.wait(stopped);
      stopped.throwIfAborted();
      return tooLarge;
    } finally {
      socket.close();
    }
  }

  /** Bursts of two batches at once would find no room in a daemon's buffer. */
  private inTurn<T>(send: () => Promise<T>): Promise<T> {
    const turn = this.sending.then(send);
    // How this one ends is its caller's to hear; the next one's turn comes either way.
    this.sending = turn.catch(() => undefined);
    return turn;
  }

  private describe({ code, message }: NodeJS.ErrnoException): string {
    const where = describeEndpoint(this.endpoint);
    if (code === 'ECONNREFUSED') return `nothing listens on ${where}/udp (ECONNREFUSED)`;
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `${this.endpoint.host} does not resolve (${code})`;
    return code ?? message;
  }
}

/** @returns how many items were in datagrams that the network refuses for their size (EMSGSIZE). */
async function sendPaced(socket: ConnectedSocket, groups: Iterable<Group>, stopped: AbortSignal): Promise<number> {
  const upcoming = new Upcoming(groups);
  let tooLarge = 0;
  let atOnce = BURST_DATAGRAMS;
  while (upcoming.group !== undefined && !stopped.aborted) {
    const burst = takeBurst(upcoming, atOnce);
    const startedAt = performance.now();
    const sending = Promise.all(burst.map((group) => socket.send(group.bytes)));
    const [fitted] = await Promise.all([sending, sleep(PAUSE_MS, undefined, { ref: false })]);
    burst.forEach((group, at) => (tooLarge += fitted[at] ? 0 : group.items));
    const pauses = Math.max(1, (performance.now() - startedAt) / PAUSE_MS);
    atOnce = Math.min(Math.round(BURST_DATAGRAMS * pauses), BURST_DATAGRAMS_WHEN_LATE);
  }
  return tooLarge;
}

/** Goes through groups one by one: thousands of them at once would be thousands of views that live for a second. */
class Upcoming {
  group: Group | undefined;
  private readonly groups: Iterator<Group>;

  constructor(groups: Iterable<Group>) {
    this.groups = groups[Symbol.iterator]();
    this.advance();
  }

  advance(): void {
    const next = this.groups.next();
    this.group = next.done ? undefined : next.value;
  }
}

/** At least one, no more than `atOnce`, and of a daemon's buffer a third, or three quarters where it had long to read. */
function takeBurst(upcoming: Upcoming, atOnce: number): Group[] {
  const burst: Group[] = [];
  let room = DAEMON_BUFFER_BYTES * (atOnce > BURST_DATAGRAMS ? 3 / 4 : 1 / 3);
  for (; upcoming.group !== undefined && burst.length < atOnce; upcoming.advance()) {
    room -= roomFor(upcoming.group.bytes.byteLength);
    if (room < 0 && burst.length > 0) break;
    burst.push(upcoming.group);
  }
  return burst;
}

/** What a datagram takes of a receive buffer: the kernel keeps it in a power of two, with its headers, and counts its own record too. */
function roomFor(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(bytes + 400)) + 256;
}
