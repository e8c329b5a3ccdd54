import type { IncomingMessage } from 'node:http';
import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { Describe } from '../http/index.js';
import { ViewerService } from '../viewer/index.js';
import { CreateMessageService } from './create-message.service.js';
import { MessageGroupsService } from './message-groups.service.js';
import { messagesDocs } from './messages.docs.js';
import { MessagesService } from './messages.service.js';

@Controller('api')
export class MessagesController {
  constructor(
    private readonly viewer: ViewerService,
    private readonly messageGroups: MessageGroupsService,
    private readonly messages: MessagesService,
    private readonly createMessage: CreateMessageService,
  ) {}

  @Get('message_groups')
  @Describe(messagesDocs.groups)
  groups(@Req() request: IncomingMessage) {
    return this.messageGroups.list(this.viewer.current(request));
  }

  @Get('messages/@:handle')
  @Describe(messagesDocs.list)
  list(@Req() request: IncomingMessage, @Param('handle') handle: string) {
    return this.messages.list(this.viewer.current(request), handle);
  }

  @Post('messages')
  @HttpCode(200)
  @Describe(messagesDocs.create)
  create(@Req() request: IncomingMessage, @Body() body: Record<string, unknown>) {
    return this.createMessage.create(this.viewer.current(request), body.message, body.user_receiver_handle);
  }
}
