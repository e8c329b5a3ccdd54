import type { CreatedActivity } from './created-activity.js';
import type { CreatedReply } from './created-reply.js';
import { InMemoryActivityRepository } from './in-memory-activity.repository.js';

const NOW = new Date('2026-11-21T00:00:00Z');
const LATER = new Date('2026-11-22T00:00:00Z');

const activity = (uuid: string, expiresAt = LATER): CreatedActivity => ({
  uuid,
  handle: 'andrewbrown',
  displayName: 'Andrew Brown',
  message: uuid,
  createdAt: NOW,
  expiresAt,
});

const reply = (uuid: string, threadUuid: string): CreatedReply => ({
  uuid,
  replyToUuid: threadUuid,
  threadUuid,
  handle: 'andrewbrown',
  displayName: 'Andrew Brown',
  message: uuid,
  createdAt: NOW,
});

const uuids = (kept: readonly { uuid: string }[] | undefined) => kept?.map(({ uuid }) => uuid);

describe('InMemoryActivityRepository', () => {
  let repository: InMemoryActivityRepository;
  beforeEach(() => {
    repository = new InMemoryActivityRepository();
  });

  it('gives what lives, newest first', async () => {
    await repository.add(activity('first'));
    await repository.add(activity('short', new Date(NOW.getTime() + 1)));
    await repository.add(activity('last'));

    expect(uuids(await repository.live(NOW))).toEqual(['last', 'short', 'first']);
    expect(uuids(await repository.live(new Date(NOW.getTime() + 1)))).toEqual(['last', 'first']);
  });

  it('does not find what has expired, and forgets its replies with it', async () => {
    await repository.add(activity('short', new Date(NOW.getTime() + 1)));
    await repository.addReply(reply('answer', 'short'));

    expect(await repository.find('short', NOW)).toBeDefined();
    expect(await repository.find('short', LATER)).toBeUndefined();
    expect(await repository.live(LATER)).toEqual([]);
    expect(await repository.findReply('answer')).toBeUndefined();
    expect((await repository.replies(['short'])).size).toBe(0);
  });

  it('keeps 10,000 activities: the oldest leaves first, with its replies', async () => {
    await repository.addReply(reply('answer', '0'));
    for (let i = 0; i <= 10_000; i++) await repository.add(activity(String(i)));
    const kept = await repository.live(NOW);

    expect(kept).toHaveLength(10_000);
    expect([kept[0]?.uuid, kept.at(-1)?.uuid]).toEqual(['10000', '1']);
    expect(await repository.findReply('answer')).toBeUndefined();
  });

  it('drops what has expired before it drops what lives', async () => {
    await repository.add(activity('oldest'));
    for (let i = 1; i < 10_000; i++) await repository.add(activity(String(i), i === 500 ? NOW : LATER));
    await repository.add(activity('newest'));

    expect(await repository.find('oldest', NOW)).toBeDefined();
    expect(await repository.live(NOW)).toHaveLength(10_000);
  });

  it('gives each thread its replies, newest first', async () => {
    for (const [uuid, thread] of [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'a'],
    ] as const)
      await repository.addReply(reply(uuid, thread));
    const replies = await repository.replies(['a', 'b', 'c']);

    expect([...replies.keys()]).toEqual(['a', 'b']);
    expect(uuids(replies.get('a'))).toEqual(['3', '1']);
  });

  it('keeps 10,000 replies over all threads: the oldest leaves first', async () => {
    for (let i = 0; i <= 10_001; i++) await repository.addReply(reply(String(i), i === 0 ? 'old' : 'busy'));
    const replies = await repository.replies(['old', 'busy']);

    expect(replies.has('old')).toBe(false);
    expect(replies.get('busy')).toHaveLength(10_000);
    expect(replies.get('busy')?.at(-1)?.uuid).toBe('2');
  });
});
