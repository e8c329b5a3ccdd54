import type { CreatedActivity } from './created-activity.js';
import type { CreatedReply } from './created-reply.js';

/** Where created activities and their replies are kept: the port behind which memory or a database stands. */
export abstract class ActivityRepository {
  abstract add(activity: CreatedActivity): Promise<void>;

  /** The activities that have not expired at `now`, newest first. */
  abstract live(now: Date): Promise<readonly CreatedActivity[]>;

  /** Undefined for an unknown uuid and for an activity that has expired at `now`. */
  abstract find(uuid: string, now: Date): Promise<CreatedActivity | undefined>;

  abstract addReply(reply: CreatedReply): Promise<void>;

  abstract findReply(uuid: string): Promise<CreatedReply | undefined>;

  /** The replies of each of these threads that has any, newest first. */
  abstract replies(threadUuids: readonly string[]): Promise<ReadonlyMap<string, readonly CreatedReply[]>>;
}
