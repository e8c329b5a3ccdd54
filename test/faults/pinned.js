import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const PINNABLE = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** The command on one core, where taskset is to be had: services have core 0 for themselves, helpers core 1. Null: anywhere. */
export function pinned(command, core) {
  return PINNABLE && core !== null ? ['taskset', '-c', String(core), ...command] : command;
}
