import type { IncomingMessage } from 'node:http';
import { Body, Controller, Get, HttpCode, Logger, Param, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { Describe } from '../http/index.js';
import { HandlerDurationInterceptor, RequestFactsInterceptor } from '../tracing/index.js';
import { ViewerService } from '../viewer/index.js';
import { activitiesDocs } from './activities.docs.js';
import { CreateActivityService } from './create-activity.service.js';
import { HomeActivitiesService } from './home-activities.service.js';
import { NotificationsActivitiesService } from './notifications-activities.service.js';
import { ReplyToActivityService } from './reply-to-activity.service.js';
import { SearchActivitiesService } from './search-activities.service.js';
import { ShowActivityService } from './show-activity.service.js';
import { UserActivitiesService } from './user-activities.service.js';

/** Routes are tried from the top: `:uuid` takes whatever the literal ones leave. */
@Controller('api/activities')
export class ActivitiesController {
  private readonly logger = new Logger(ActivitiesController.name);

  constructor(
    private readonly viewer: ViewerService,
    private readonly homeActivities: HomeActivitiesService,
    private readonly notificationsActivities: NotificationsActivitiesService,
    private readonly searchActivities: SearchActivitiesService,
    private readonly userActivities: UserActivitiesService,
    private readonly showActivity: ShowActivityService,
    private readonly createActivity: CreateActivityService,
    private readonly replyToActivity: ReplyToActivityService,
  ) {}

  @Get('home')
  @Describe(activitiesDocs.home)
  @UseInterceptors(RequestFactsInterceptor, HandlerDurationInterceptor)
  home() {
    this.logger.log('Hello Cloudwatch! from /api/activities/home');
    return this.homeActivities.list();
  }

  @Get('notifications')
  @Describe(activitiesDocs.notifications)
  notifications() {
    return this.notificationsActivities.list();
  }

  @Get('search')
  @Describe(activitiesDocs.search)
  search(@Query('term') term: string | string[] | undefined) {
    return this.searchActivities.search(Array.isArray(term) ? term[0] : term);
  }

  @Get('@')
  @Describe('elsewhere')
  blankUser() {
    return this.userActivities.list('');
  }

  @Get('@:handle')
  @Describe(activitiesDocs.user)
  user(@Param('handle') handle: string) {
    return this.userActivities.list(handle);
  }

  @Get(':uuid')
  @Describe(activitiesDocs.show)
  show(@Param('uuid') uuid: string) {
    return this.showActivity.show(uuid);
  }

  @Post()
  @HttpCode(200)
  @Describe(activitiesDocs.create)
  create(@Req() request: IncomingMessage, @Body() body: Record<string, unknown>) {
    return this.createActivity.create(this.viewer.current(request), body.message, body.ttl);
  }

  @Post(':uuid/reply')
  @HttpCode(200)
  @Describe(activitiesDocs.reply)
  reply(@Req() request: IncomingMessage, @Param('uuid') uuid: string, @Body() body: Record<string, unknown>) {
    return this.replyToActivity.reply(this.viewer.current(request), uuid, body.message);
  }
}
