import { HarmlessTexts } from './harmless-texts.js';
import { maskAssignments, type IsSecret } from './secret-assignments.js';

/*
 * Every repetition is bounded or cannot be entered twice for the same character: a text that was made to be slow to search
 * stays within a fixed number of steps a character.
 */

/** A kind of secret that is known by its look, wherever it stands in a text. */
interface SecretValue {
  readonly pattern: RegExp;
  readonly replace: (mask: string, ...match: string[]) => string;
}

const masked = (mask: string) => mask;

const SECRET_VALUES: readonly SecretValue[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, replace: masked },
  // Words with dots in them, of which some are a JWT, or a JWE of five parts.
  { pattern: /(?<![\w.-])[\w-]+(?:\.[\w-]*)+/g, replace: (mask, word = '') => maskToken(word, mask) },
  { pattern: /(?<![A-Z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}(?![A-Z0-9])/g, replace: masked },
  {
    pattern: /\b(bearer|basic)(\s+|%20|\+)([\w.~+/=-]{8,})/gi,
    replace: (mask, all, scheme = '', space = '', value = '') =>
      scheme.toLowerCase() === 'basic' && !/[\d=+/]/.test(value) ? (all ?? '') : `${scheme}${space}${mask}`,
  },
  {
    pattern:
      /(?<![a-zA-Z0-9])(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|npm_\w{30,}|xox[abeprs]-[\w-]{10,}|[rs]k_(?:live|test)_\w{10,}|whsec_\w{16,}|sk-[\w-]{20,}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|hc[abi][a-z]{2}_\w{20,})/g,
    replace: masked,
  },
  {
    // Up to the last @ before the path: a password may hold one.
    pattern: /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#"'<>]{1,512}@/gi,
    replace: (mask, _all, scheme) => `${scheme}${mask}@`,
  },
  {
    // Payment cards begin with 2 to 6; what begins with 1 is a time.
    pattern: /(?<!\d)[2-6](?:[ -]?\d){12,18}(?!\d)/g,
    replace: (mask, digits = '') => (isCardNumber(digits) ? mask : digits),
  },
];

const EMAIL: SecretValue = { pattern: /[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, replace: masked };

/** Never wrong in the safe direction: a text that this does not match holds none of the kinds above, nor a built-in name. */
const MAY_HOLD_SECRET =
  /eyJ|A[KSRI][IOD]A|private key|bearer|basic|gh[pousr]_|github_pat|glpat|npm_|xox[abeprs]-|[rs]k[_-]|whsec|AIza|SG\.|hc[abi]|@|%40|pass|pwd|secret|token|key|sig|cookie|auth|credential|jwt|team|csrf|xsrf|ssn|cv[vc]|card|otp|sessi?d|sessionid|\bsid\b|[2-6](?:[ -]?\d){12}/i;

export interface SecretValuesOptions {
  readonly emails: boolean;
  readonly isSecretName: IsSecret;
  /** Names besides the built-in list, in any spelling. */
  readonly names: readonly string[];
}

export class SecretValues {
  private readonly kinds: readonly SecretValue[];
  private readonly harmless = new HarmlessTexts();
  private readonly mayHoldName: RegExp | undefined;

  constructor(
    private readonly mask: string,
    private readonly options: SecretValuesOptions,
  ) {
    this.kinds = options.emails ? [...SECRET_VALUES, EMAIL] : SECRET_VALUES;
    const starts = options.names.flatMap((name) => /[A-Za-z]+/.exec(name)?.[0] ?? []);
    this.mayHoldName = starts.length > 0 ? new RegExp(starts.join('|'), 'i') : undefined;
  }

  redact(text: string): string {
    return this.harmless.through(text, this.search);
  }

  private readonly search = (text: string): string => {
    if (!MAY_HOLD_SECRET.test(text) && !this.mayHoldName?.test(text)) return text;
    let redacted = text;
    for (const { pattern, replace } of this.kinds)
      redacted = redacted.replace(pattern, (...match) => replace(this.mask, ...(match as string[])));
    return maskAssignments(redacted, this.options.isSecretName, this.mask);
  };
}

/** Masks what follows the first `eyJ`, which is `{"` in base64, where it looks like a token: two parts and more. */
function maskToken(word: string, mask: string): string {
  if (!word.includes('eyJ')) return word;
  const parts = word.split('.');
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const start = part.indexOf('eyJ');
    const next = parts[index + 1] ?? '';
    if (start >= 0 && part.length - start > 10 && next.length > 3) return word.slice(0, from + start) + mask;
    from += part.length + 1;
  }
  return word;
}

/** Luhn's checksum: of random digit runs nine in ten are none, so that order numbers stay readable. */
export function isCardNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (/^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
