import type { ErrorSnapshot } from '../../errors/index.js';

const FRAME = /^\s*at (?:(.{1,256}?) \()?(\S.*?):(\d{1,9}):(\d{1,9})\)?$/;
const MAX_FRAMES = 50;
const MAX_LINE = 512;

/**
 * An error that is safe in the vendor's hands. Of a foreign one it would follow a cyclic `cause` for ever, and read any
 * file that a line of its stack names, so that a message of several lines chooses what is read: /dev/zero, say.
 * Here no frame names a path, only URLs, which it does not read; `pathOf` turns them back.
 */
export function vendorError({ name, message, stack = '', cause }: ErrorSnapshot): Error {
  const frames = stack.slice(Math.max(stack.indexOf(message), 0) + message.length).split('\n');
  return Object.assign(new Error(message), {
    name,
    stack: ['Error', ...frames.flatMap(frameLine).slice(0, MAX_FRAMES)].join('\n'),
    ...(cause !== undefined && { cause: vendorError(cause) }),
  });
}

/** The path, or whatever else it was, of a frame that the vendor made of such an error. */
export function pathOf(filename: string): string {
  if (!filename.startsWith('file://')) return filename;
  const path = filename.slice('file://'.length);
  try {
    return decodeURI(path);
  } catch {
    return path; // a path with a % of its own
  }
}

function frameLine(line: string): string[] {
  const [, call = '<anonymous>', place, row, column] = FRAME.exec(line.slice(0, MAX_LINE)) ?? [];
  if (place === undefined) return [];
  // Without spaces, because the vendor takes what follows the last one for the name of the file.
  const url = (/^[./\\]/.test(place) ? `file://${place}` : place).replaceAll(/\s/g, '%20');
  return [`    at ${call} (${url}:${row}:${column})`];
}
