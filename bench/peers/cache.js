import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where bench/peers/install puts each peer, in a folder of its own, and Node 24. */
export const peersFolder =
  process.env.CRUDDUR_BENCH_PEERS_DIR ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cruddur-bench-peers');

export const cachedNode = join(peersFolder, 'node', 'bin', 'node');
