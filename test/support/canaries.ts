import { createHash } from 'node:crypto';

type Kind = 'plain' | 'jwt' | 'aws' | 'basic' | 'card' | 'key' | 'email' | 'github';

/** A secret that must not get out, by the way that it is on. */
export interface Canary {
  readonly name: string;
  /** As it is put on its way. */
  readonly text: string;
  /** What is searched for: any eight characters of it in a row are too many. */
  readonly core: string;
}

/** Sixty ways out, each with a secret of a kind of its own: by the name it stands under (plain), or by its look. */
const WAYS = {
  'header authorization': 'plain',
  'header proxy-authorization': 'basic',
  'header cookie': 'plain',
  'header x-api-key': 'plain',
  'header x-honeycomb-team': 'plain',
  'header x-csrf-token': 'plain',
  'header x-amz-security-token': 'plain',
  'header of any name': 'jwt',
  'header user-agent': 'aws',
  'header referer, userinfo': 'plain',
  'header referer, query': 'plain',
  'header x-forwarded-for': 'github',
  'header baggage, name': 'plain',
  'header baggage, value': 'jwt',
  'header tracestate': 'aws',
  'header x-amzn-trace-id': 'plain',
  'query password': 'plain',
  'query sig': 'plain',
  'query in a query': 'plain',
  'query value': 'jwt',
  'query card': 'card',
  'query without equals sign': 'aws',
  'path segment': 'github',
  'path behind a name': 'plain',
  'path parameter': 'plain',
  'path encoded': 'email',
  'body password': 'plain',
  'body nested': 'plain',
  'body text': 'key',
  'body number': 'card',
  'body list': 'jwt',
  'body further name': 'plain',
  'attribute name of a secret': 'plain',
  'attribute name': 'aws',
  'attribute value': 'jwt',
  'attribute list': 'github',
  'attribute header': 'plain',
  'attribute url': 'plain',
  'attribute statement': 'plain',
  'attribute connection': 'plain',
  'attribute object': 'plain',
  'event name': 'aws',
  'event attribute': 'plain',
  'link attribute': 'jwt',
  'span name': 'jwt',
  'span status': 'plain',
  'span scope': 'aws',
  'outgoing url': 'plain',
  'resource name': 'plain',
  'resource value': 'jwt',
  'error message': 'plain',
  'error cause': 'jwt',
  'error field': 'plain',
  'error name': 'aws',
  'error answer': 'plain',
  'thrown object': 'plain',
  'log words': 'plain',
  'log field': 'plain',
  'log text in text': 'plain',
  'log e-mail': 'email',
} as const satisfies Record<string, Kind>;

export type Way = keyof typeof WAYS;

export const CANARIES: readonly Canary[] = Object.entries(WAYS).map(([name, kind]) => ({
  name,
  ...secret(name, kind),
}));

/** The text of every canary by its way, as the application under test gets them. */
export const canaryTexts = Object.fromEntries(CANARIES.map(({ name, text }) => [name, text])) as Record<Way, string>;

/** The ways of those canaries of which a part is in `bytes`. */
export function escaped(bytes: string): string[] {
  return CANARIES.filter(({ core }) => {
    for (let start = 0; start + 8 <= core.length; start += 1)
      if (bytes.includes(core.slice(start, start + 8))) return true;
    return false;
  }).map(({ name }) => name);
}

function secret(name: string, kind: Kind): Pick<Canary, 'text' | 'core'> {
  const digest = createHash('sha256').update(name).digest('hex');
  const core = BigInt(`0x${digest}`).toString(36).slice(0, 16);
  switch (kind) {
    case 'plain':
      return { core, text: core };
    case 'jwt':
      return { core, text: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIi${core}.${core}` };
    case 'aws':
      return { core: core.toUpperCase(), text: `AKIA${core.toUpperCase()}` };
    case 'basic': {
      const encoded = Buffer.from(`me:${core}`).toString('base64');
      return { core: encoded, text: `Basic ${encoded}` };
    }
    case 'card': {
      const digits = withCheckDigit(`4${BigInt(`0x${digest}`).toString().slice(0, 14)}`);
      return { core: digits, text: digits };
    }
    case 'key':
      return { core, text: `-----BEGIN RSA PRIVATE KEY-----\n${core}\n-----END RSA PRIVATE KEY-----` };
    case 'email':
      return { core, text: `${core}@example.com` };
    default:
      return { core, text: `ghp_${core}${core}` };
  }
}

/** Luhn's. */
function withCheckDigit(digits: string): string {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (weighted > 9 ? weighted - 9 : weighted);
    }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
