import { spawnSync } from 'node:child_process';

export function nodeVersion(node) {
  const { stdout, error } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (error) throw new Error(`${node} is no Node: ${error.message}`);
  return stdout.trim();
}
