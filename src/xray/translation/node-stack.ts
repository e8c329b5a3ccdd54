import type { StackFrame } from './segment-document.js';

export interface ParsedThrown {
  readonly type?: string;
  readonly message?: string;
  readonly frames: readonly StackFrame[];
}

const MAX_CHAIN = 10;
/** `Caused by: RangeError: no`, or Node's own `[cause]: RangeError: no` from util.inspect. */
const CAUSED_BY = /^\s*(?:Caused by|\[cause\]): (.*)$/;
const FRAME = /^\s+at (.+)$/;

/**
 * Reads V8's stack text: the frames of what was thrown and, where the text goes on with what caused it, of each cause in
 * turn. Node's properties after a frame (`{ code: 'X' }`) and its `... 3 lines matching` are passed over.
 *
 * aws-xray-sdk-core's CapturedException is not used: it takes a frame's path up to the first colon, which for an ES module
 * is `file` (and for Node's own `node`) with no line, and reads the further lines of a message as frames.
 */
export function parseNodeStack(thrown: { type?: string; message?: string; stack: string }): readonly ParsedThrown[] {
  const chain: Growing[] = [{ type: thrown.type, message: thrown.message, frames: [] }];
  let current = chain[0]!;
  for (const line of withoutHead(thrown).split('\n')) {
    const caused = CAUSED_BY.exec(line);
    if (caused) {
      if (chain.length === MAX_CHAIN) break;
      current = { ...readHead(caused[1]!), frames: [] };
      chain.push(current);
      continue;
    }
    const frame = FRAME.exec(line);
    if (frame) current.frames.push(readFrame(frame[1]!.replace(/ \{$/, '')));
    else if (chain.length > 1 && current.frames.length === 0 && line.trim() !== '}') current.message += `\n${line}`;
  }
  return chain;
}

interface Growing {
  readonly type?: string;
  message?: string;
  readonly frames: StackFrame[];
}

/** Lines of a message may look like frames; the message is known, so it is taken away first. */
function withoutHead({ message, stack }: { message?: string; stack: string }): string {
  const end = message === undefined ? -1 : stack.indexOf(message);
  return end < 0 || message === undefined ? stack : stack.slice(end + message.length);
}

function readHead(head: string): { type?: string; message: string } {
  const text = head.replace(/ \{$/, '');
  const match = /^([\w$.]+)(?:: (.*))?$/s.exec(text);
  return match ? { type: match[1], message: match[2] ?? '' } : { message: text };
}

/** `fn (file:///app/dist/main.js:10:5)`, `async file.js:1:2`, `new Foo (node:net:1:2)`, `Array.map (<anonymous>)`. */
function readFrame(text: string): StackFrame {
  const opening = text.endsWith(')') ? text.indexOf(' (') : -1;
  const label = opening < 0 ? 'anonymous' : text.slice(0, opening);
  const place = opening < 0 ? text.replace(/^async /, '') : text.slice(opening + 2, -1);
  const position = /^(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(place);
  const path = (position?.[1] ?? place).replace(/^file:\/\/(?=\/)/, '');
  return position ? { path, line: Number(position[2]), label } : { path, label };
}
