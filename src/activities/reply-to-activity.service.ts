import { randomUUID } from 'node:crypto';
import { HttpException, Injectable, NotFoundException } from '@nestjs/common';
import { acceptMessage, Clock, timestamp } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Viewer } from '../viewer/index.js';
import type { Reply } from './activity.js';
import { ActivityFeed } from './activity-feed.js';
import { ActivityRepository } from './activity.repository.js';

const MAX_MESSAGE_CHARACTERS = 1_024;

/** What the answer to a new reply says: no counts yet, as in the original. */
export type NewReply = Omit<Reply, 'likes_count' | 'replies_count' | 'reposts_count'>;

@Injectable()
export class ReplyToActivityService {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly repository: ActivityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Replies to an activity, or to a reply, whose thread it then joins.
   * @throws NotFoundException where there is nothing to reply to; HttpException 422 with the problem's name.
   */
  @Span('activities_reply')
  async reply(viewer: Viewer, anyCaseUuid: string, message: unknown): Promise<NewReply> {
    const replyToUuid = anyCaseUuid.toLowerCase();
    const createdAt = this.clock.now();
    const thread = await this.feed.thread(replyToUuid, createdAt);
    if (!thread) throw new NotFoundException('There is no such activity');
    const accepted = acceptMessage(message, MAX_MESSAGE_CHARACTERS);
    if ('problem' in accepted) throw new HttpException([accepted.problem], 422);
    const reply = {
      uuid: randomUUID(),
      replyToUuid,
      threadUuid: thread.uuid,
      handle: viewer.handle,
      displayName: viewer.displayName,
      message: accepted.text,
      createdAt,
    };
    await this.repository.addReply(reply);
    return {
      uuid: reply.uuid,
      display_name: reply.displayName,
      handle: reply.handle,
      message: reply.message,
      created_at: timestamp(createdAt),
      reply_to_activity_uuid: replyToUuid,
    };
  }
}
