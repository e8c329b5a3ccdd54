import { Injectable } from '@nestjs/common';
import type { Activity } from './activity.js';
import { ActivityRepository } from './activity.repository.js';
import { mockActivities } from './mock-activities.js';
import { presentActivity } from './present-activity.js';
import { withReplies } from './with-replies.js';

/** What there is to read at a moment: created activities and the original's mock ones, each with its replies. */
@Injectable()
export class ActivityFeed {
  constructor(private readonly repository: ActivityRepository) {}

  /** Created ones first, newest first, then the mock ones. */
  async all(now: Date): Promise<readonly Activity[]> {
    return [...(await this.created(now)), ...(await this.mock(now))];
  }

  async created(now: Date): Promise<readonly Activity[]> {
    return this.join((await this.repository.live(now)).map(presentActivity));
  }

  async mock(now: Date): Promise<readonly Activity[]> {
    return this.join(mockActivities(now));
  }

  /** The activity that `uuid` names, or under which the reply that it names stands. */
  async thread(uuid: string, now: Date): Promise<Activity | undefined> {
    const activity = (await this.root(uuid, now)) ?? (await this.rootOfReply(uuid, now));
    return activity && (await this.join([activity]))[0];
  }

  private async rootOfReply(uuid: string, now: Date): Promise<Activity | undefined> {
    const reply = await this.repository.findReply(uuid);
    if (reply) return this.root(reply.threadUuid, now);
    return mockActivities(now).find(({ replies }) => replies.some((mock) => mock.uuid === uuid));
  }

  private async root(uuid: string, now: Date): Promise<Activity | undefined> {
    const created = await this.repository.find(uuid, now);
    return created ? presentActivity(created) : mockActivities(now).find((mock) => mock.uuid === uuid);
  }

  private async join(activities: readonly Activity[]): Promise<readonly Activity[]> {
    const replies = await this.repository.replies(activities.map(({ uuid }) => uuid));
    return replies.size === 0
      ? activities
      : activities.map((activity) => withReplies(activity, replies.get(activity.uuid)));
  }
}
