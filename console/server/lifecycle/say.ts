/** One line to whoever started the console, who may have gone: a console that is in nobody's terminal writes to nobody. */
export function say(line: string): void {
  process.stdout.write(`${line.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 500)}\n`);
}

/** The reader of a pipe that has gone is an error of the stream, and no reason to end. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
