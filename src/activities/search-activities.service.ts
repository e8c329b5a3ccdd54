import { HttpException, Injectable } from '@nestjs/common';
import { Clock } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Activity } from './activity.js';
import { ActivityFeed } from './activity-feed.js';

@Injectable()
export class SearchActivitiesService {
  constructor(
    private readonly feed: ActivityFeed,
    private readonly clock: Clock,
  ) {}

  /**
   * The activities whose message contains `term`, whatever its case.
   * @throws HttpException 422 where there is no term.
   */
  @Span('activities_search')
  async search(term: string | undefined): Promise<readonly Activity[]> {
    if (!term) throw new HttpException(['search_term_blank'], 422);
    const wanted = term.toLowerCase();
    const activities = await this.feed.all(this.clock.now());
    return activities.filter(({ message }) => message.toLowerCase().includes(wanted));
  }
}
