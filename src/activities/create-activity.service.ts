import { randomUUID } from 'node:crypto';
import { HttpException, Injectable } from '@nestjs/common';
import { acceptMessage, Clock } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Viewer } from '../viewer/index.js';
import type { Activity } from './activity.js';
import { ActivityRepository } from './activity.repository.js';
import { presentActivity } from './present-activity.js';
import { timeToLiveMs } from './time-to-live.js';

const MAX_MESSAGE_CHARACTERS = 280;

@Injectable()
export class CreateActivityService {
  constructor(
    private readonly repository: ActivityRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws HttpException 422 with the problem's name; a problem of the message hides one of the ttl. */
  @Span('activities_create')
  async create(viewer: Viewer, message: unknown, ttl: unknown): Promise<Activity> {
    const accepted = acceptMessage(message, MAX_MESSAGE_CHARACTERS);
    if ('problem' in accepted) throw new HttpException([accepted.problem], 422);
    const lifeMs = timeToLiveMs(ttl);
    if (lifeMs === undefined) throw new HttpException(['ttl_blank'], 422);
    const createdAt = this.clock.now();
    const activity = {
      uuid: randomUUID(),
      handle: viewer.handle,
      displayName: viewer.displayName,
      message: accepted.text,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + lifeMs),
    };
    await this.repository.add(activity);
    return presentActivity(activity);
  }
}
