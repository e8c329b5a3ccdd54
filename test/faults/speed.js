const CONNECTIONS = 10;

/** Loads the service for a while with clients that ask again as soon as they are answered. */
export async function loadedFor(trial, seconds) {
  const before = trial.service.cpuSeconds;
  const result = await trial.load('closed', { connections: CONNECTIONS, seconds });
  return { ...result, cpuSeconds: trial.service.cpuSeconds - before };
}

/** Of many whiles: the middle rate and p99, and the CPU time of one request, which a busy machine changes least. */
export function speed(whiles) {
  const middle = (pick) => median(whiles.map(pick));
  const sum = (pick) => whiles.reduce((total, each) => total + pick(each), 0);
  return {
    perSecond: middle(({ perSecond }) => perSecond),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    cpuUs: (sum(({ cpuSeconds }) => cpuSeconds) * 1e6) / sum(({ answered }) => answered),
  };
}

/** Why requests failed and how many; where nothing is ending, to be refused is to fail. */
export function failuresOf(results) {
  const sums = {};
  for (const { failures, refused } of results) {
    for (const [why, count] of Object.entries({ ...failures, ...(refused && { refused }) }))
      sums[why] = (sums[why] ?? 0) + count;
  }
  return sums;
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
