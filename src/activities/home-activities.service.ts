import { Injectable } from '@nestjs/common';
import { Clock, timestamp } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Activity } from './activity.js';
import { ActivityFeed } from './activity-feed.js';

@Injectable()
export class HomeActivitiesService {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<readonly Activity[]> {
    return this.mockData(this.clock.now());
  }

  @Span('home-activities-mock-data', (now: Date) => ({
    scope: 'home.activities',
    attributes: { 'app.now': timestamp(now) },
    onResult: (activities: readonly Activity[]) => ({ attributes: { 'app.result_length': activities.length } }),
  }))
  async mockData(now: Date): Promise<readonly Activity[]> {
    return this.feed.all(now);
  }
}
