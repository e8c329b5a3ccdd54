import { EventEmitter } from 'node:events';

/** Stands in for stdout: keeps what was printed, as lines. */
export class LineRecorder extends EventEmitter {
  private text = '';

  write(chunk: string | Uint8Array): boolean {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  }

  /** Every complete line so far. */
  lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }

  json(): Record<string, unknown>[] {
    return this.lines().map((line): Record<string, unknown> => JSON.parse(line));
  }

  /** The last line, parsed. */
  last(): Record<string, unknown> {
    const last = this.json().at(-1);
    if (!last) throw new Error('nothing was printed');
    return last;
  }
}
