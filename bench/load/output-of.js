import { spawn } from 'node:child_process';

/** What a program prints, once it has ended well. */
export async function outputOf(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  const code = await ended;
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return text;
}
