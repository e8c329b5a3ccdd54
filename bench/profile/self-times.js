const NOT_WORK = new Set(['(idle)', '(root)']);

/**
 * Where a profile's time went between two moments of the system's monotonic clock (us): microseconds a request by function
 * and by room.
 */
export function selfTimes({ nodes, samples, timeDeltas, startTime }, from, to, requests) {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const functions = new Map();
  const rooms = new Map();
  let at = startTime;
  let busy = 0;
  for (let sample = 0; sample < samples.length; sample += 1) {
    at += timeDeltas[sample];
    const frame = byId.get(samples[sample]);
    // What stands at a sample lasts until the next one.
    const lasted = timeDeltas[sample + 1] ?? 0;
    if (at < from || at > to || NOT_WORK.has(frame.functionName)) continue;
    busy += lasted;
    add(functions, `${frame.functionName || '(anonymous)'} ${place(frame)}`, lasted);
    add(rooms, roomOf(frame), lasted);
  }
  const told = (map) =>
    [...map]
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, us]) => ({ name, 'us/req': Number((us / requests).toFixed(2)), '%': Number(((100 * us) / busy).toFixed(1)) })); // prettier-ignore
  return { busyUsARequest: busy / requests, rooms: told(rooms), functions: told(functions) };
}

function add(map, key, us) {
  map.set(key, (map.get(key) ?? 0) + us);
}

function place({ url, lineNumber }) {
  return url === '' ? '' : `${url.replace(/^.*\/(?=(?:node_modules|dist)\/)/, '').replace('node_modules/', '')}:${lineNumber + 1}`; // prettier-ignore
}

/** A room of ours, a package, Node itself, or what the engine does (`(garbage collector)`, `(program)`). */
function roomOf({ url, functionName }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  if (url.startsWith('node:')) return 'node';
  const [, owner] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (owner !== undefined && owner !== '.cache') return owner;
  const [, room] = /(?:dist|bench-dist)\/([^/]+)/.exec(url) ?? [];
  return room === undefined ? 'bench' : `src/${room}`;
}
