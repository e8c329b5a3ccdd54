import { readFileSync } from 'node:fs';

/** Clock ticks a second of /proc's times: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Resident MiB of a process that lives; 0 where it has ended, or where the system has no /proc. */
export function residentMiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(proc(pid, 'status'))?.[1] ?? 0) / 1024;
}

/** CPU seconds that it has used so far, all threads together; 0 where that is not to be had. */
export function cpuSeconds(pid) {
  const [user = 0, system = 0] = proc(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

function proc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
    throw error;
  }
}
