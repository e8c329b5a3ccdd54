import { HttpException, Injectable } from '@nestjs/common';
import { Clock, handleKey, timestamp } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Activity } from './activity.js';
import { ActivityFeed } from './activity-feed.js';

@Injectable()
export class UserActivitiesService {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly clock: Clock,
  ) {}

  /** @throws HttpException 422 where the handle is blank. */
  @Span('activities_users')
  async list(handle: string): Promise<readonly Activity[]> {
    if (handle === '') throw new HttpException(['blank_user_handle'], 422);
    const now = this.clock.now();
    const created = await this.feed.created(now);
    return [...created.filter(isBy(handle)), ...(await this.mockData(now, handle))];
  }

  @Span('mock-data', (now: Date) => ({
    attributes: { now: timestamp(now) },
    onResult: (activities: readonly Activity[]) => ({ attributes: { 'results-size': activities.length } }),
  }))
  async mockData(now: Date, handle: string): Promise<readonly Activity[]> {
    return (await this.feed.mock(now)).filter(isBy(handle));
  }
}

function isBy(handle: string): (activity: Activity) => boolean {
  const key = handleKey(handle);
  return ({ handle: by, display_name }) =>
    handleKey(by) === key || (display_name !== undefined && handleKey(display_name) === key);
}
