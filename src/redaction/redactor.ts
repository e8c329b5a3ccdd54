import { FieldCopy } from './field-copy.js';
import { SecretNames } from './secret-names.js';
import { SecretValues } from './secret-values.js';

export interface RedactorOptions {
  /** Names that are secret besides the built-in list. */
  readonly names?: readonly string[];
  /** Whether e-mail addresses are masked too. */
  readonly emails?: boolean;
}

/** Takes secrets out of what leaves the process, by the name under which a value stands and by the value's look. */
export class Redactor {
  readonly mask = '[redacted]';
  private names: SecretNames;
  private values: SecretValues;

  constructor(options: RedactorOptions = {}) {
    this.names = new SecretNames(options.names);
    this.values = new SecretValues(this.mask, { emails: options.emails ?? false });
  }

  /** Replaces the lists; called once at boot, when the environment has been read. */
  configure(options: RedactorOptions): void {
    this.names = new SecretNames(options.names);
    this.values = new SecretValues(this.mask, { emails: options.emails ?? false });
  }

  isSecretName(name: string): boolean {
    return this.names.has(name);
  }

  redactText(text: string): string {
    return this.values.redact(text);
  }

  /** A query string without its `?`: values of secret names and secret-looking values are masked, the rest is untouched. */
  redactQuery(query: string): string {
    return query
      .split('&')
      .map((pair) => {
        const sign = pair.indexOf('=');
        if (sign < 0) return this.redactText(pair);
        const name = pair.slice(0, sign);
        if (this.isSecretName(decode(name))) return `${name}=${this.mask}`;
        const value = pair.slice(sign + 1);
        const decoded = decode(value);
        return this.redactText(decoded) === decoded ? pair : `${name}=${this.mask}`;
      })
      .join('&');
  }

  /** A URL or a path with its query: userinfo and secrets in the query are masked. */
  redactUrl(url: string): string {
    const mark = url.indexOf('?');
    if (mark < 0) return this.redactText(url);
    return `${this.redactText(url.slice(0, mark))}?${this.redactQuery(url.slice(mark + 1))}`;
  }

  /**
   * A plain copy of any value, safe to serialise as JSON: secrets masked, cycles, depth and size bounded and said so,
   * getters that throw caught. Gives strings for what JSON has no word for (BigInt, Symbol, functions, NaN).
   */
  redactFields(value: unknown): unknown {
    return new FieldCopy(this).of(value);
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Not percent-encoding: judged as it stands.
    return text;
  }
}
