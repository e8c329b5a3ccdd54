import { timestamp } from '../domain/index.js';
import type { Activity } from './activity.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The original's three activities. Their times move along with `now`, so they never expire. */
export function mockActivities(now: Date): readonly Activity[] {
  const at = (offsetMs: number) => timestamp(new Date(now.getTime() + offsetMs));
  return [
    {
      uuid: '68f126b0-1ceb-4a33-88be-d90fa7109eee',
      handle: 'Andrew Brown',
      message: 'Cloud is very fun!',
      created_at: at(-2 * DAY_MS),
      expires_at: at(5 * DAY_MS),
      likes_count: 5,
      replies_count: 1,
      reposts_count: 0,
      replies: [
        {
          uuid: '26e12864-1c26-5c3a-9658-97a10f8fea67',
          reply_to_activity_uuid: '68f126b0-1ceb-4a33-88be-d90fa7109eee',
          handle: 'Worf',
          message: 'This post has no honor!',
          likes_count: 0,
          replies_count: 0,
          reposts_count: 0,
          created_at: at(-2 * DAY_MS),
        },
      ],
    },
    {
      uuid: '66e12864-8c26-4c3a-9658-95a10f8fea67',
      handle: 'Worf',
      message: 'I am out of prune juice',
      created_at: at(-7 * DAY_MS),
      expires_at: at(9 * DAY_MS),
      likes: 0,
      replies: [],
    },
    {
      uuid: '248959df-3079-4947-b847-9e0892d1bab4',
      handle: 'Garek',
      message: 'My dear doctor, I am just simple tailor',
      created_at: at(-HOUR_MS),
      expires_at: at(12 * HOUR_MS),
      likes: 0,
      replies: [],
    },
  ];
}
