/**
 * Words that make a name secret, as whole words of it: `user_password`, `X-Api-Key` and `dbPassword` are; `passwordless`
 * and `tokens_used` are not. Two-word entries match consecutive words.
 */
const SECRET_WORDS = [
  'password', 'passwords', 'passwd', 'passphrase', 'passcode', 'pwd', 'secret', 'secrets', 'token', 'authorization', 'credential',
  'credentials', 'cookie', 'cookies', 'jwt', 'apikey', 'api key', 'access key', 'access key id', 'private key', 'secret key', 'signing key',
  'encryption key', 'honeycomb team', 'client secret', 'set cookie', 'session key', 'connect sid', 'jsessionid', 'phpsessid', 'sessid', 'csrf',
  'xsrf', 'ssn', 'cvv', 'cvc', 'card number', 'credit card', 'x amz signature', 'x amz credential', 'signature',
]; // prettier-ignore

/** Names that are secret as a whole: as a word of a longer one they mean other things (`auth.method`). */
const SECRET_WHOLE = ['auth', 'pass', 'otp', 'sig', 'bearer'];

/** Words that are secret at the end of a longer one, as in `userpassword`. */
const SECRET_ENDINGS = /(?:password|passwd|secret|token|apikey) /;
const ENDS_SECRET = /(?:password|passwd|secret|token|apikey) $/;

/** Says nothing of what it follows: `passwordConfirmation`, `token_value`, `secret2`. */
const TRAILING = /(?: (?:value|hash|confirm|confirmation|\d+))+ $/;

const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** Tells names of secrets apart, in any spelling: kebab, snake, dotted, camel, header case. Answers are remembered. */
export class SecretNames {
  private readonly secret: readonly string[];
  private readonly known = new Map<string, boolean>();

  /** @param more further names, in any spelling */
  constructor(more: readonly string[] = []) {
    this.secret = [...SECRET_WORDS, ...more.map(toWords)].map((words) => ` ${words.trim()} `);
  }

  has(name: string): boolean {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const words = toWords(name);
    const secret =
      SECRET_ENDINGS.test(words) ||
      this.secret.some((entry) => words.includes(entry)) ||
      this.secret.includes(` ${words.replaceAll(' ', '')} `) ||
      SECRET_WHOLE.includes(words.trim());
    if (this.known.size < 5_000 && name.length <= 256) this.known.set(name, secret);
    return secret;
  }

  /**
   * Whether what stands before `=` or `:` in prose is the name of a secret. Its end decides: `TokenExpiredError: ...` and
   * `at (/app/token.js:10:5)` are none. Not remembered, as prose has any number of them.
   */
  endsWithOne(name: string, isAssigned: boolean): boolean {
    const words = toWords(name).replace(TRAILING, ' ');
    return (
      ENDS_SECRET.test(words) ||
      this.secret.some((entry) => words.endsWith(entry)) ||
      this.secret.includes(` ${words.replaceAll(' ', '')} `) ||
      (isAssigned && SECRET_WHOLE.includes(words.trim()))
    );
  }
}

function toWords(name: string): string {
  return ` ${(name.slice(-1_024).match(WORDS) ?? []).join(' ').toLowerCase()} `;
}
