import { recorded, type Exchange } from './exchange.js';

/** Where we differ from the original on purpose. `expected` is put in place of what was recorded; the rest stays under test. */
export interface GoldenException {
  readonly reason: string;
  /** Ids of the exchanges. */
  readonly of: readonly string[];
  readonly expected: (exchange: Exchange) => Partial<Pick<Exchange, 'status' | 'answer' | 'answer_headers'>>;
}

type Activity = Record<string, unknown>;
const HOME = recorded('home').answer as readonly [Activity, Activity, Activity];

const JSON_ANSWER = { 'content-type': 'application/json' };

/** Without a body the answer is one of our JSON errors of that status. */
const answers = (status: number, answer?: unknown) => (exchange: Exchange) => ({
  status,
  answer,
  answer_headers: { ...exchange.answer_headers, ...JSON_ANSWER },
});

const without =
  (...names: string[]) =>
  (exchange: Exchange) => ({
    answer_headers: Object.fromEntries(
      Object.entries(exchange.answer_headers).filter(([name]) => !names.includes(name)),
    ),
  });

/** Exceptions of single exchanges: what they ask for has another answer here. */
export const EXCEPTIONS: readonly GoldenException[] = [
  {
    reason:
      'the user feed has the home feed’s activities of that user; the original’s one mock item, whose uuid is also the home feed’s third, is left out',
    of: ['user', 'user-encoded-at', 'user-upper'],
    expected: () => ({ answer: [HOME[0]] }),
  },
  {
    reason: 'an unknown handle has an empty list; the original gives every handle the same mock item',
    of: ['user-space', 'user-unknown', 'user-unicode', 'user-double-at'],
    expected: () => ({ answer: [] }),
  },
  {
    reason: 'search finds what contains the term; the original gives every term the same mock item',
    of: ['search'],
    expected: () => ({ answer: [HOME[0]] }),
  },
  {
    reason: 'search finds what contains the term; the original gives every term the same mock item',
    of: ['search-space', 'search-plus'],
    expected: () => ({ answer: HOME }),
  },
  {
    reason: 'search finds what contains the term; the original gives every term the same mock item',
    of: ['search-two-first'],
    expected: () => ({ answer: [HOME[1], HOME[2]] }),
  },
  {
    reason: 'a conversation with an unknown handle is empty; the original gives every handle the same messages',
    of: ['messages-space'],
    expected: () => ({ answer: [] }),
  },
  {
    reason: 'only what exists can be replied to; the original takes any uuid',
    of: ['user-reply-post', 'reply-nonuuid', 'reply-undefined', 'reply-home', 'reply-uuid-space'],
    expected: answers(404),
  },
  {
    reason: 'a message is a string; the original echoes lists and objects',
    of: ['create-message-list', 'create-message-dict', 'reply-list', 'msg-list'],
    expected: answers(422, ['message_blank']),
  },
  {
    reason: 'the original fails: its route of one activity takes this for a uuid and is broken',
    of: ['home-upper', 'show-nonuuid'],
    expected: answers(404),
  },
  { reason: 'the original fails: a blank handle', of: ['user-empty'], expected: answers(422, ['blank_user_handle']) },
  { reason: 'the original fails: one activity', of: ['show', 'show-head'], expected: answers(200, HOME[0]) },
  {
    reason: 'the original’s recorded branch has no notifications; the later one’s are the home feed',
    of: ['show-notifications'],
    expected: answers(200, HOME),
  },
  {
    reason: 'the original fails: a missing ttl is a blank one',
    of: ['create-ttl-missing'],
    expected: answers(422, ['ttl_blank']),
  },
  {
    reason: 'the original fails: a missing message is a blank one, and so is one that is no string',
    of: [
      'create-message-missing',
      'create-both-missing',
      'create-message-number',
      'create-message-zero',
      'create-message-true',
      'reply-empty',
      'reply-null',
      'reply-missing',
      'reply-number',
      'msg-message-missing',
      'msg-number',
    ],
    expected: answers(422, ['message_blank']),
  },
  {
    reason: 'the original fails: the bound of a reply',
    of: ['reply-1025'],
    expected: answers(422, ['message_exceed_max_chars']),
  },
  {
    reason: 'the original fails: a missing receiver is a blank one, and so is one that is no string',
    of: ['msg-receiver-missing', 'msg-receiver-typo', 'msg-receiver-number'],
    expected: answers(422, ['user_reciever_handle_blank']),
  },
  {
    reason: 'the original fails: a JSON body that is no object',
    of: [
      'create-body-list',
      'create-body-string',
      'create-body-null',
      'create-body-number',
      'reply-body-null',
      'reply-body-list',
      'msg-body-null',
      'msg-body-list',
    ],
    expected: answers(400),
  },
  {
    reason: 'NaN is no JSON; the original’s parser takes it and fails later',
    of: ['create-nan', 'reply-nan', 'msg-nan'],
    expected: answers(400),
  },
  {
    reason: 'a foreign origin gets no CORS header anywhere; the original’s POST routes echo any origin',
    of: [
      'create-evil-origin',
      'msg-evil-origin',
      'preflight-create-evil',
      'preflight-reply-evil',
      'preflight-msg-evil',
    ],
    expected: without('access-control-allow-origin', 'access-control-allow-methods', 'access-control-allow-headers'),
  },
  {
    reason:
      'PUT is no method of the API, so a preflight for it is told none; the original’s POST routes name every method',
    of: ['preflight-create-put'],
    expected: without('access-control-allow-methods', 'access-control-allow-headers'),
  },
];
