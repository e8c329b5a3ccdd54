import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const PINNABLE = spawnSync('taskset', ['--version']).status === 0;
const LAST = availableParallelism() - 1;

/** The server has the first `count` cores; load and sink have the others, or share the last where there are no others. */
export function coreLayout(count) {
  const server = Math.min(count - 1, LAST);
  return { server: coreRange(0, server), load: coreRange(Math.min(server + 1, LAST), LAST), pinned: PINNABLE };
}

/** As taskset takes it. */
const coreRange = (from, to) => (from === to ? `${from}` : `${from}-${to}`);

export function onCores(cores, command) {
  return PINNABLE ? ['taskset', '-c', cores, ...command] : command;
}

/** This process and all that it starts, but for what is put elsewhere by `onCores`. */
export function stayOn(cores) {
  if (PINNABLE) spawnSync('taskset', ['-cp', cores, String(process.pid)]);
}
