import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second of /proc's times: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** CPU seconds so far, of all threads, and resident MiB of a process; undefined off Linux. */
export function usageOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
      rssMiB: Number(rss?.[1]) / 1024,
    };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** How often the threads of a process have gone to sleep by themselves, and so were woken; undefined off Linux. */
export function wakeUpsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
      const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
      return sum + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]);
    }, 0);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** CPU seconds that a range of cores (`0` or `0-1`) has worked so far, whoever had them; undefined off Linux. */
export function workOf(cores) {
  try {
    const [first, last = first] = cores.split('-').map(Number);
    return (
      readFileSync('/proc/stat', 'utf8')
        .split('\n')
        .filter((line) => /^cpu\d/.test(line) && isWithin(Number(line.slice(3).split(' ')[0]), first, last))
        .reduce((sum, line) => sum + busyTicks(line), 0) / TICKS_PER_SECOND
    );
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const isWithin = (core, first, last) => core >= first && core <= last;

/** user, nice, system, then idle and iowait, then irq, softirq, steal. */
function busyTicks(line) {
  const [user, nice, system, , , irq, softirq, steal] = line.split(' ').slice(1).map(Number);
  return user + nice + system + irq + softirq + steal;
}
