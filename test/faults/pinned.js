import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const PINNABLE = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** The command on one core, where taskset is to be had: the services have core 0 for themselves, helpers have core 1. */
export function pinned(command, core) {
  return PINNABLE ? ['taskset', '-c', String(core), ...command] : command;
}
