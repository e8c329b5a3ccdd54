import type { Environment } from '../config/index.js';
import { redactor } from '../redaction/index.js';

/** Shorter ones are words such as `test`, which stand in any text. */
const SHORTEST = 6;
const MAX_TEXT = 500;
const HARMLESS = /^(?:true|false|none|[a-z]+\/[a-z.+-]+)$/;

/** Takes every secret of the environment out of what is printed, whoever may have echoed it. */
export class SecretGuard {
  private readonly secrets: readonly string[];

  constructor(environment: Environment) {
    const secrets = Object.entries(environment).flatMap(([name, value]) => secretsIn(name, value ?? ''));
    const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), base64(secret)]);
    // The longest first: a secret may be part of another one.
    this.secrets = [...new Set(forms)].filter(isWorthHiding).toSorted((one, other) => other.length - one.length);
  }

  /** A copy of `report` in which every text is clean. */
  clean<Report>(report: Report): Report {
    const clean = (name: string, value: unknown) =>
      typeof value === 'string' ? this.cleanText(value, name === 'advice') : value;
    return JSON.parse(JSON.stringify(report, clean)) as Report;
  }

  /**
   * Advice is our own words, in which what looks like a secret (`TOKEN: the`) is none. Clipped last, and nowhere before:
   * half a secret would not be known.
   */
  private cleanText(text: string, isOurs: boolean): string {
    const masked = this.secrets.reduce((left, secret) => left.replaceAll(secret, redactor.mask), text);
    if (isOurs) return masked;
    const clean = redactor.redactText(masked);
    return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}...` : clean;
  }
}

function secretsIn(name: string, value: string): string[] {
  if (/^OTEL_EXPORTER_OTLP_(?:\w+_)?HEADERS$/.test(name)) return [value, ...value.split(',').flatMap(headerValue)];
  if (URL.canParse(value)) return secretsInUrl(new URL(value));
  return redactor.isSecretName(name) || /_KEY(?:_ID)?$/.test(name) ? [value, value.trim()] : [];
}

function headerValue(header: string): string[] {
  const value = header.slice(header.indexOf('=') + 1).trim();
  // `Basic dXNlcg==` holds one that may be echoed alone.
  return [value, decoded(value)].flatMap((form) => [form, form.replace(/^\S+\s+/, '')]);
}

function secretsInUrl({ username, password, searchParams }: URL): string[] {
  const [user, word] = [decoded(username), decoded(password)];
  return [password, word, username, user, `${user}:${word}`, ...searchParams.values()];
}

function isWorthHiding(secret: string): boolean {
  return secret.length >= SHORTEST && !HARMLESS.test(secret);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // no percent-encoding: it is what it is
  }
}
