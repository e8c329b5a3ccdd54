import { AttributeRules, type AttributeRule } from './attribute-rules.js';
import { FieldCopy } from './field-copy.js';
import { HarmlessTexts } from './harmless-texts.js';
import { redactQuery, redactUrl } from './redact-url.js';
import { SecretNames } from './secret-names.js';
import { isCardNumber, SecretValues } from './secret-values.js';

export interface RedactorOptions {
  /** Names that are secret besides the built-in list. */
  readonly names?: readonly string[];
  /** Whether e-mail addresses are masked too. */
  readonly emails?: boolean;
}

/** How far behind a clip a text is looked at: a secret that the clip would cut in two is still known by its look. */
const CLIP_MARGIN = 8_192;

/** Takes secrets out of what leaves the process, by the name under which a value stands and by the value's look. */
export class Redactor {
  readonly mask = '[redacted]';
  private names: SecretNames;
  private values: SecretValues;
  private harmlessUrls = new HarmlessTexts();
  private rules = new AttributeRules(this);

  constructor(options: RedactorOptions = {}) {
    ({ names: this.names, values: this.values } = this.lists(options));
  }

  /** Replaces the lists; called once at boot, when the environment has been read. */
  configure(options: RedactorOptions): void {
    this.harmlessUrls = new HarmlessTexts();
    this.rules = new AttributeRules(this);
    ({ names: this.names, values: this.values } = this.lists(options));
  }

  isSecretName(name: string): boolean {
    return this.names.has(name);
  }

  /** What is to be done with the attribute, field or header `name`. */
  ruleFor(name: string): AttributeRule {
    return this.rules.of(name);
  }

  redactText(text: string): string {
    return this.values.redact(text);
  }

  /** A text of the kind that `ruleFor` says of its name. */
  redactAs(kind: Exclude<AttributeRule['kind'], 'secret'>, text: string): string {
    if (kind === 'url') return this.redactUrl(text);
    return kind === 'query' ? redactQuery(text, this) : this.redactText(text);
  }

  /** Redacted, then clipped to `maxLength` UTF-16 units and saying by how many. Half a secret would not be known as one. */
  redactAndClip(text: string, maxLength: number, redact = (part: string) => this.redactText(part)): string {
    if (text.length <= maxLength) return redact(text);
    const redacted = redact(text.slice(0, maxLength + CLIP_MARGIN));
    return `${redacted.slice(0, maxLength)}…[clipped ${text.length - maxLength}]`;
  }

  /** A number that is a payment card's becomes the mask; every other one is itself. */
  redactNumber(value: number): number | string {
    const mayBeCard = Number.isSafeInteger(value) && value >= 2e14 && value < 7e15;
    return mayBeCard && isCardNumber(String(value)) ? this.mask : value;
  }

  /** A query string without its `?`: values of secret names and secret-looking values are masked, the rest is untouched. */
  redactQuery(query: string): string {
    return redactQuery(query, this);
  }

  /** A URL or a path with its query: userinfo and secrets in path, query and fragment are masked. */
  redactUrl(url: string): string {
    return this.harmlessUrls.through(url, (text) => redactUrl(text, this));
  }

  /**
   * A plain copy of any value, safe to serialise as JSON: secrets masked, cycles, depth and size bounded and said so,
   * getters that throw caught. Gives strings for what JSON has no word for (BigInt, Symbol, functions, NaN).
   */
  redactFields(value: unknown): unknown {
    return new FieldCopy(this).of(value);
  }

  private lists({ names: more = [], emails = false }: RedactorOptions) {
    const names = new SecretNames(more);
    const isSecretName = (name: string, isAssigned: boolean) => names.endsWithOne(name, isAssigned);
    return { names, values: new SecretValues(this.mask, { emails, isSecretName, names: more }) };
  }
}
