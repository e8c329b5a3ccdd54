import { Injectable } from '@nestjs/common';
import { Clock } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Activity } from './activity.js';
import { ActivityFeed } from './activity-feed.js';

/** The page of this feed has the form for new activities too: what is posted there has to be found there. */
@Injectable()
export class NotificationsActivitiesService {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly clock: Clock,
  ) {}

  @Span('activities_notifications')
  async list(): Promise<readonly Activity[]> {
    return this.feed.all(this.clock.now());
  }
}
