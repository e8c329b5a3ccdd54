const MAX_DOCUMENT_BYTES = 64 * 1024;
const MAX_NAME_BYTES = 200;
const MAX_ANNOTATIONS = 50;
const OLDEST_S = 28 * 24 * 3600;
const AHEAD_S = 5 * 60;

const HEX_16 = /^[0-9a-f]{16}$/;
const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;
const NAME = /^[\p{L}\p{N}\s_.:/%&#=+\\\-@]+$/u;
const ANNOTATION_KEY = /^[A-Za-z0-9_.:]{1,500}$/;

const OF_BOTH = 'name id start_time end_time in_progress fault error throttle cause http aws annotations metadata subsegments links precursor_ids namespace sql'; // prettier-ignore
const FIELDS = {
  segment: new Set(`${OF_BOTH} trace_id parent_id origin service user`.split(' ')),
  'independent subsegment': new Set(`${OF_BOTH} trace_id parent_id type`.split(' ')),
  'nested subsegment': new Set(OF_BOTH.split(' ')),
};

type Json = Record<string, unknown>;

/**
 * What AWS's description of the segment document has against `document`; empty for a valid one. `nowS` is the time, in
 * seconds since the epoch, that its times are measured against.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export function segmentProblems(document: unknown, nowS = Date.now() / 1000): string[] {
  if (!isObject(document)) return ['the document is no JSON object'];
  const check = new SegmentCheck(nowS);
  check.segment(document, document['type'] === undefined ? 'segment' : 'independent subsegment', '');
  check.whole(document);
  return check.problems;
}

class SegmentCheck {
  readonly problems: string[] = [];
  private readonly ids = new Set<string>();
  private annotations = 0;

  constructor(private readonly nowS: number) {}

  whole(document: Json): void {
    const bytes = Buffer.byteLength(JSON.stringify(document));
    this.expect(bytes <= MAX_DOCUMENT_BYTES, '', `is ${bytes} bytes`);
    this.expect(this.annotations <= MAX_ANNOTATIONS, '', `has ${this.annotations} annotations`);
  }

  segment(segment: Json, kind: keyof typeof FIELDS, at: string): void {
    for (const field of Object.keys(segment)) this.expect(FIELDS[kind].has(field), at, `a ${kind} has no ${field}`);
    this.identity(segment, kind, at);
    this.times(segment, at);
    for (const flag of ['fault', 'error', 'throttle'])
      this.expect(typeof segment[flag] === 'boolean', at, `${flag} is no explicit boolean`);
    this.http(segment['http'], `${at}.http`);
    this.sql(segment['sql'], `${at}.sql`);
    this.cause(segment['cause'], `${at}.cause`);
    this.attached(segment, at);
    const children = segment['subsegments'] ?? [];
    if (!Array.isArray(children)) return this.say(at, 'subsegments is no array');
    children.forEach((child, index) => {
      const place = `${at}.subsegments[${index}]`;
      if (isObject(child)) this.segment(child, 'nested subsegment', place);
      else this.say(place, 'is no object');
    });
  }

  private identity(segment: Json, kind: keyof typeof FIELDS, at: string): void {
    const { name, id, trace_id, parent_id, type, namespace } = segment;
    this.expect(typeof name === 'string' && NAME.test(name), at, `name ${JSON.stringify(name)} is not in the alphabet`);
    this.expect(Buffer.byteLength(String(name)) <= MAX_NAME_BYTES, at, 'name is longer than 200 bytes');
    this.uniqueId(id, at);
    if (kind !== 'nested subsegment') this.expect(isTraceId(trace_id), at, 'trace_id is none');
    if (kind === 'independent subsegment') {
      this.expect(type === 'subsegment', at, 'type is not subsegment');
      this.expect(parent_id !== undefined, at, 'an independent subsegment needs a parent_id');
    }
    if (parent_id !== undefined) this.expect(isHex16(parent_id), at, 'parent_id is no 16 hex digits');
    if (namespace !== undefined) this.expect(namespace === 'aws' || namespace === 'remote', at, 'namespace');
  }

  private times(segment: Json, at: string): void {
    const { start_time: start, end_time: end, in_progress } = segment;
    if (typeof start !== 'number') return this.say(at, 'start_time is no number');
    this.expect(start >= this.nowS - OLDEST_S && start <= this.nowS + AHEAD_S, at, `start_time ${start} out of range`);
    if (in_progress === true) return this.expect(end === undefined, at, 'in_progress and end_time');
    if (typeof end !== 'number') return this.say(at, 'end_time is no number');
    this.expect(end >= start, at, `end_time ${end} before start_time ${start}`);
  }

  private http(http: unknown, at: string): void {
    if (http === undefined) return;
    if (!isObject(http)) return this.say(at, 'is no object');
    this.typed(http['request'], `${at}.request`, {
      method: 'string',
      url: 'string',
      user_agent: 'string',
      client_ip: 'string',
      x_forwarded_for: 'boolean',
    });
    this.typed(http['response'], `${at}.response`, { status: 'integer', content_length: 'integer' });
  }

  private sql(sql: unknown, at: string): void {
    const fields = 'connection_string url sanitized_query database_type database_version driver_version user preparation'; // prettier-ignore
    this.typed(sql, at, Object.fromEntries(fields.split(' ').map((field) => [field, 'string'])));
  }

  private cause(cause: unknown, at: string): void {
    if (cause === undefined || isHex16(cause)) return;
    const exceptions = isObject(cause) ? cause['exceptions'] : undefined;
    if (!Array.isArray(exceptions)) return this.say(at, 'has no exceptions');
    const ids = new Set(exceptions.map((exception: Json) => exception['id']));
    exceptions.forEach((exception: Json, index) => {
      const place = `${at}.exceptions[${index}]`;
      this.uniqueId(exception['id'], place);
      const { stack, ...rest } = exception;
      this.typed(rest, place, { id: 'string', message: 'string', type: 'string', remote: 'boolean', truncated: 'integer', skipped: 'integer', cause: 'string' }); // prettier-ignore
      if (rest['cause'] !== undefined) this.expect(ids.has(rest['cause']), place, 'its cause is not there');
      for (const frame of (stack ?? []) as unknown[])
        this.typed(frame, `${place}.stack`, { path: 'string', line: 'integer', label: 'string' });
    });
  }

  private attached(segment: Json, at: string): void {
    for (const [key, value] of Object.entries(segment['annotations'] ?? {})) {
      this.annotations += 1;
      this.expect(ANNOTATION_KEY.test(key), at, `annotation key ${JSON.stringify(key.slice(0, 40))}`);
      const fits = typeof value === 'string' ? value.length <= 1000 : ['number', 'boolean'].includes(typeof value);
      this.expect(fits, at, `annotation ${key.slice(0, 40)} has no value that is allowed`);
    }
    for (const [namespace, entries] of Object.entries(segment['metadata'] ?? {}))
      this.expect(isObject(entries), at, `metadata.${namespace} is no object`);
    for (const link of (segment['links'] ?? []) as Json[]) {
      this.expect(isTraceId(link['trace_id']) && isHex16(link['id']), at, 'a link without ids');
    }
    this.typed(segment['service'], `${at}.service`, { version: 'string' });
    for (const field of ['origin', 'user'])
      if (segment[field] !== undefined) this.expect(typeof segment[field] === 'string', at, `${field} is no string`);
    if (segment['aws'] !== undefined) this.expect(isObject(segment['aws']), at, 'aws is no object');
  }

  private typed(value: unknown, at: string, types: Record<string, string>): void {
    if (value === undefined) return;
    if (!isObject(value)) return this.say(at, 'is no object');
    for (const [field, given] of Object.entries(value)) {
      const type = types[field];
      if (type === undefined) this.say(at, `has no field ${field}`);
      // oxlint-disable-next-line valid-typeof
      else this.expect(type === 'integer' ? Number.isInteger(given) : typeof given === type, at, `${field} is no ${type}`); // prettier-ignore
    }
  }

  private uniqueId(id: unknown, at: string): void {
    if (!isHex16(id)) return this.say(at, 'id is no 16 hex digits');
    this.expect(!this.ids.has(id), at, `id ${id} stands twice`);
    this.ids.add(id);
  }

  private expect(holds: boolean, at: string, problem: string): void {
    if (!holds) this.say(at, problem);
  }

  private say(at: string, problem: string): void {
    this.problems.push(`${at || 'document'}: ${problem}`);
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHex16(value: unknown): value is string {
  return typeof value === 'string' && HEX_16.test(value);
}

function isTraceId(value: unknown): value is string {
  return typeof value === 'string' && TRACE_ID.test(value);
}
