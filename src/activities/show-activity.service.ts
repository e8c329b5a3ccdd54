import { Injectable, NotFoundException } from '@nestjs/common';
import { Clock } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Activity, Reply } from './activity.js';
import { ActivityFeed } from './activity-feed.js';

@Injectable()
export class ShowActivityService {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly clock: Clock,
  ) {}

  /**
   * An activity with its replies, or a reply with the replies that answer it.
   * @throws NotFoundException for a uuid that names neither, or names one that has expired.
   */
  @Span('activities_show')
  async show(anyCaseUuid: string): Promise<Activity | (Reply & Pick<Activity, 'replies'>)> {
    const uuid = anyCaseUuid.toLowerCase();
    const thread = await this.feed.thread(uuid, this.clock.now());
    if (thread?.uuid === uuid) return thread;
    const reply = thread?.replies.find((candidate) => candidate.uuid === uuid);
    if (!thread || !reply) throw new NotFoundException('There is no such activity');
    return { ...reply, replies: thread.replies.filter((other) => other.reply_to_activity_uuid === uuid) };
  }
}
