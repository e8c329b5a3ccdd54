import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { HttpRefusal } from '../http-refusal.js';
import { FailureLimit } from './failure-limit.js';

/**
 * Who may ask where a token is set: programs by `Authorization: Bearer <token>`, the page by a cookie that a link with
 * `?token=` sets. The cookie is derived from the token and cannot be turned back into it, because a browser sends a
 * cookie to every port of a host.
 */
export class TokenGate {
  /** Apart: any web page can make a browser follow wrong links, and an old page sends a cookie that is none any more. */
  private readonly failures = { bearer: new FailureLimit(), cookie: new FailureLimit(), link: new FailureLimit() };
  private readonly session: string;

  constructor(private readonly token: string) {
    this.session = createHmac('sha256', token).update('cruddur console session').digest('base64url');
  }

  /** Lets nobody else through. */
  readonly demand: RequestHandler = (request, _response, next) => {
    const bearer = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) this.check(bearer, this.token, request, this.failures.bearer);
    else this.checkCookie(request);
    next();
  };

  /** `/?token=...` gives the cookie and leaves the token out of the address, the history and the Referer. */
  readonly signIn: RequestHandler = (request, response, next) => {
    const { token } = request.query;
    if (token === undefined) return next();
    this.check(typeof token === 'string' ? token : '', this.token, request, this.failures.link);
    this.giveCookie(request, response);
    response.redirect(303, request.path);
  };

  private checkCookie(request: Request): void {
    const cookie = cookieOf(request, cookieName(request));
    if (cookie === undefined) throw unauthorized();
    this.check(cookie, this.session, request, this.failures.cookie);
  }

  private check(given: string, right: string, { socket }: Request, failures: FailureLimit): void {
    const address = socket.remoteAddress ?? '';
    const waitS = failures.secondsToWait(address);
    if (waitS > 0)
      throw new HttpRefusal(429, 'too many wrong tokens from this address', { 'Retry-After': String(waitS) });
    if (isSame(given, right)) return;
    failures.note(address);
    throw unauthorized();
  }

  private giveCookie(request: Request, response: Response): void {
    response.cookie(cookieName(request), this.session, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      // What a proxy in front says of the way up to it; a wrong word could only make the cookie travel less.
      secure: request.headers['x-forwarded-proto'] === 'https',
    });
  }
}

function unauthorized(): HttpRefusal {
  return new HttpRefusal(401, 'a token is wanted: open the link that the console printed, or send it as Bearer', {
    'WWW-Authenticate': 'Bearer',
  });
}

/** Takes as long for any two texts of any two lengths. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(sha256(one), sha256(other));
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Two consoles on one host have two cookies. */
function cookieName(request: Request): string {
  return `cruddur_console_${request.socket.localPort}`;
}

function cookieOf({ headers }: Request, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
