import type { Activity } from './activity.js';
import { mockActivities } from './mock-activities.js';
import { withReplies } from './with-replies.js';

const NOW = new Date('2026-11-21T00:00:00Z');
const [ANDREWS, WORFS] = mockActivities(NOW) as readonly [Activity, Activity, Activity];
const MOCK_REPLY = '26e12864-1c26-5c3a-9658-97a10f8fea67';

const reply = (uuid: string, replyToUuid: string) => ({
  uuid,
  replyToUuid,
  threadUuid: ANDREWS.uuid,
  handle: 'andrewbrown',
  displayName: 'Andrew Brown',
  message: uuid,
  createdAt: NOW,
});

describe('withReplies', () => {
  it('leaves an activity without replies as it is', () => {
    expect(withReplies(WORFS, undefined)).toBe(WORFS);
  });

  it('puts new replies before the old ones and counts both', () => {
    const activity = withReplies(ANDREWS, [reply('newer', ANDREWS.uuid), reply('new', ANDREWS.uuid)]);

    expect(activity.replies_count).toBe(3);
    expect(activity.replies.map(({ uuid }) => uuid)).toEqual(['newer', 'new', MOCK_REPLY]);
  });

  it('counts for a reply what answers it, also for one of the original', () => {
    const { replies } = withReplies(ANDREWS, [reply('b', 'a'), reply('a', MOCK_REPLY)]);

    expect(replies.map(({ uuid, replies_count }) => [uuid, replies_count])).toEqual([
      ['b', 0],
      ['a', 1],
      [MOCK_REPLY, 1],
    ]);
  });

  it('gives an activity of the original that has no such count one', () => {
    expect(withReplies(WORFS, [reply('a', WORFS.uuid)])).toMatchObject({ likes: 0, replies_count: 1 });
  });
});
