/** What a destination may do to the items it was sent, fault by fault: the reasons under which they may be dropped. */
const MAY_DROP = {
  // The OTLP specification forbids to send the same again after a 500; the others' documents ask for it.
  500: { otlp: ['http_500'] },
  401: { otlp: ['unauthorized'], rollbar: ['unauthorized'], cloudwatch: ['unauthorized'] },
  // Rollbar takes one item a request: there is nothing to halve.
  413: { rollbar: ['too_large'] },
  'partial success': { otlp: ['rejected'], cloudwatch: ['rejected'] },
  EMSGSIZE: { xray: ['too_large'] },
};

/** Nobody can send anything any more until the service is started with another address, or another key is set. */
const STAYS = ['401', 'a name that does not resolve'];

const OF_HTTP = [
  'refused',
  'black hole',
  'drip of headers',
  'drip of body',
  'reset mid-answer',
  '500',
  '503 with Retry-After',
  '429',
  '401',
  '413',
  'partial success',
  '100 MB answer',
  'TLS with a wrong certificate',
  'a name that does not resolve',
  'flapping every 2 s',
];
const OF_XRAY = ['refused', 'restarted', 'a name that does not resolve', 'EMSGSIZE'];
const HTTP = ['otlp', 'rollbar', 'cloudwatch'];

/** What the daemon does when all HTTP destinations have the fault: where they are away it is away too. */
const DAEMON_MEANWHILE = {
  refused: 'refused',
  'black hole': 'refused',
  'flapping every 2 s': 'restarted',
  'a name that does not resolve': 'a name that does not resolve',
};

function row(kind, target, fault, rest = {}) {
  const sinks = target === 'all' ? HTTP : [target];
  // Rollbar has no partial success.
  const taking = fault === 'partial success' ? sinks.filter((sink) => sink !== 'rollbar') : sinks;
  const faults = Object.fromEntries(taking.map((sink) => [sink, fault]));
  const daemon = target === 'all' ? DAEMON_MEANWHILE[fault] : undefined;
  if (daemon) faults.xray = daemon;
  const mayDrop = MAY_DROP[fault] ?? {};
  const owes = STAYS.includes(fault) ? [] : Object.keys(faults).filter((sink) => mayDrop[sink] === undefined);
  return { kind, name: `${target}: ${fault}`, faults, mayDrop, owes, ...rest };
}

/** A service beside a healthy one, in turn: kind `paired`. */
const PAIRED = [
  ...OF_HTTP.flatMap((fault) => [...HTTP, 'all'].map((target) => row('paired', target, fault))).filter(
    ({ faults }) => Object.keys(faults).length > 0,
  ),
  ...OF_XRAY.map((fault) => row('paired', 'xray', fault)),
];

/** Away for so long, then back: kind `outage`. */
function outages(awaySeconds, targets) {
  const away = awaySeconds % 60 === 0 ? `${awaySeconds / 60} min` : `${awaySeconds} s`;
  const named = (target) => ({ name: `${target}: back after ${away}`, awaySeconds });
  return targets.map((target) => row('outage', target, 'refused', named(target)));
}

const PROCESS = [
  'SIGTERM under load, all well',
  'SIGTERM under load, all black holes',
  'SIGTERM twice, all black holes',
  'a crash in a request, all well',
  'a crash in a request, Rollbar a black hole',
  'kill -9 in an outage, with a spool',
  'the disk of the spool is full',
].map((name) => ({ kind: 'process', name }));

const QUICK_PAIRED = [
  'all: refused',
  'all: black hole',
  'all: drip of headers',
  'all: reset mid-answer',
  'all: 503 with Retry-After',
  'otlp: 401',
  'all: 413',
  'all: partial success',
  'all: 100 MB answer',
  'otlp: TLS with a wrong certificate',
  'all: a name that does not resolve',
  'xray: restarted',
];

/** The whole table, about 80 minutes. */
export const WHOLE = [
  ...PAIRED,
  ...outages(60, [...HTTP, 'all']),
  ...outages(300, [...HTTP, 'all']),
  ...outages(600, ['all']),
  ...PROCESS,
];

/** About 5 minutes. */
export const QUICK = [...PAIRED.filter(({ name }) => QUICK_PAIRED.includes(name)), ...outages(15, ['all']), ...PROCESS];
