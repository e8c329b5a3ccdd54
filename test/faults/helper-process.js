import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinned } from './pinned.js';

/** A program of this folder in a process of its own, away from the service's core, which answers questions. */
export class HelperProcess {
  #child;
  #waiting = new Map();
  #asked = 0;

  /** @param file such as `load.js` */
  constructor(file) {
    const [program, ...rest] = pinned([process.execPath, fileURLToPath(new URL(file, import.meta.url))], 1);
    this.#child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child.on('message', ({ id, result, failure }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) resolve(result);
      else reject(new Error(failure));
    });
    this.#child.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} has ended`));
    });
  }

  ask(ask, of = {}) {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, ask, of });
    });
  }

  /** It ends by itself when nobody is left to ask it. */
  end() {
    if (this.#child.connected) this.#child.disconnect();
  }
}
