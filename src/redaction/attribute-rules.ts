import type { Redactor } from './redactor.js';

/** How an attribute is shown: the name it may stand under, and what of its value is looked at. */
export interface AttributeRule {
  readonly name: string;
  readonly kind: 'secret' | 'text' | 'url' | 'query';
}

/** Names whose value is a URL or a part of one: OpenTelemetry's, those of headers, and those that programs use. */
const URLS =
  /(?:^|[._-])(?:url|uri|href|referr?er|location|originalurl)$|^url\.(?:full|original|path)$|^http\.target$/i;
const QUERIES = /^url\.query$/;

const MAX_NAME = 256;
const MAX_KNOWN = 5_000;

/** The rule of every name, remembered: a program has few names and uses them all the time. */
export class AttributeRules {
  private readonly known = new Map<string, AttributeRule>();

  constructor(private readonly redactor: Redactor) {}

  of(name: string): AttributeRule {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const rule = { name: this.redactor.redactAndClip(name, MAX_NAME), kind: this.kindOf(name) };
    if (this.known.size < MAX_KNOWN && name.length <= MAX_NAME) this.known.set(name, rule);
    return rule;
  }

  private kindOf(name: string): AttributeRule['kind'] {
    if (this.redactor.isSecretName(name)) return 'secret';
    if (URLS.test(name)) return 'url';
    return QUERIES.test(name) ? 'query' : 'text';
  }
}
