import { Module } from '@nestjs/common';
import { ClockModule } from '../domain/index.js';
import { ViewerModule } from '../viewer/index.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivityFeed } from './activity-feed.js';
import { ActivityRepository } from './activity.repository.js';
import { CreateActivityService } from './create-activity.service.js';
import { HomeActivitiesService } from './home-activities.service.js';
import { InMemoryActivityRepository } from './in-memory-activity.repository.js';
import { NotificationsActivitiesService } from './notifications-activities.service.js';
import { ReplyToActivityService } from './reply-to-activity.service.js';
import { SearchActivitiesService } from './search-activities.service.js';
import { ShowActivityService } from './show-activity.service.js';
import { UserActivitiesService } from './user-activities.service.js';

@Module({
  imports: [ClockModule, ViewerModule],
  controllers: [ActivitiesController],
  providers: [
    { provide: ActivityRepository, useClass: InMemoryActivityRepository },
    ActivityFeed,
    HomeActivitiesService,
    NotificationsActivitiesService,
    SearchActivitiesService,
    UserActivitiesService,
    ShowActivityService,
    CreateActivityService,
    ReplyToActivityService,
  ],
})
export class ActivitiesModule {}
