/*
 * Every repetition is bounded: a text that was made to be slow to search stays within a fixed number of steps a character.
 */

/** A kind of secret that is known by its look, wherever it stands in a text. */
interface SecretValue {
  readonly pattern: RegExp;
  readonly replace: (mask: string, ...match: string[]) => string;
}

const masked = (mask: string) => mask;

const SECRET_VALUES: readonly SecretValue[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, replace: masked },
  { pattern: /\beyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]*)?/g, replace: masked },
  { pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g, replace: masked },
  {
    pattern: /\b(bearer|basic)(\s+)[\w.~+/=-]{8,}/gi,
    replace: (mask, _all, scheme, space) => `${scheme}${space}${mask}`,
  },
  {
    pattern:
      /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|xox[abeprs]-[\w-]{10,}|sk_(?:live|test)_\w{10,}|hc[abi][a-z]{2}_\w{20,})/g,
    replace: masked,
  },
  {
    pattern: /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@]{1,512}@/gi,
    replace: (mask, _all, scheme) => `${scheme}${mask}@`,
  },
  {
    pattern:
      /\b((?:[\w.-]{0,64}[_.-])?(?:password|passwd|pwd|secret|token|api_?-?key|access_?-?key|client_?-?secret|signature))(["']?\s*[=:]\s*["']?)([^\s&"',;}]+)/gi,
    replace: (mask, _all, name, sign) => `${name}${sign}${mask}`,
  },
  {
    pattern: /\b\d(?:[ -]?\d){12,18}\b/g,
    replace: (mask, digits) => (isCardNumber(digits ?? '') ? mask : (digits ?? '')),
  },
];

const EMAIL: SecretValue = { pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, replace: masked };

/** Cheap and never wrong in the safe direction: a text that this does not match holds none of the kinds above. */
const MAY_HOLD_SECRET =
  /eyJ|A[KSRI][IOD]A|PRIVATE KEY|bearer|basic|gh[pousr]_|github_pat|xox[abeprs]-|sk_|hc[abi]|@|passw|pwd|secret|token|key|signature|\d(?:[ -]?\d){12}/i;

export class SecretValues {
  private readonly kinds: readonly SecretValue[];

  constructor(
    private readonly mask: string,
    options: { readonly emails: boolean },
  ) {
    this.kinds = options.emails ? [...SECRET_VALUES, EMAIL] : SECRET_VALUES;
  }

  redact(text: string): string {
    if (!MAY_HOLD_SECRET.test(text)) return text;
    let redacted = text;
    for (const { pattern, replace } of this.kinds)
      redacted = redacted.replace(pattern, (...match) => replace(this.mask, ...(match as string[])));
    return redacted;
  }
}

/** Luhn's checksum: of random digit runs nine in ten are none, so that order numbers and timestamps stay readable. */
function isCardNumber(text: string): boolean {
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
