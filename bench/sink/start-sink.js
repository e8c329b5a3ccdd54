import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.js', import.meta.url));

/** Starts the sink as a process of its own, which ends with this one. */
export async function startSink() {
  const child = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [said] = await once(child.stdout, 'data');
  const ports = JSON.parse(String(said));
  return {
    ports,
    /** What has arrived since the last question. */
    counts: () => json(`http://127.0.0.1:${ports.http}/counts`),
    stop: () => child.kill(),
  };
}

async function json(url) {
  const [response] = await once(get(url, { agent: false }), 'response');
  return JSON.parse(Buffer.concat(await response.toArray()).toString());
}
