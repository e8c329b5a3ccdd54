import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { eventually } from '../../support/eventually.js';
import type { LiveEvents } from '../../../console/api/answers.js';

interface Event {
  readonly name: string;
  readonly data: unknown;
}

/** A reader of the live events, over a connection of its own. */
export class LiveReader {
  /** All that were read so far. */
  readonly events: Event[] = [];
  private unread = '';

  private constructor(
    private readonly asked: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8').on('data', (text: string) => this.take(text));
    response.on('error', () => undefined);
  }

  static async open(url: string): Promise<LiveReader> {
    const asked = request(`${url}/api/live`, { agent: false });
    asked.on('error', () => undefined);
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return new LiveReader(asked, response);
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  of<Name extends keyof LiveEvents>(name: Name): LiveEvents[Name][] {
    return this.events.flatMap((event) => (event.name === name ? [event.data as LiveEvents[Name]] : []));
  }

  /** The first event of that name which `is` it. */
  wait<Name extends keyof LiveEvents>(
    name: Name,
    is: (data: LiveEvents[Name]) => boolean = () => true,
  ): Promise<LiveEvents[Name]> {
    return eventually(() => {
      const found = this.of(name).find(is);
      if (found === undefined) throw new Error(`no such ${name} among ${this.events.length} events`);
      return found;
    }, 20_000);
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  close(): void {
    this.asked.destroy();
  }

  private take(text: string): void {
    const blocks = (this.unread + text).split('\n\n');
    this.unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: ([^\n\r]*)$/.exec(block) ?? [];
      if (name !== undefined && data !== undefined) this.events.push({ name, data: JSON.parse(data) });
    }
  }
}
