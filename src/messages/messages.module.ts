import { Module } from '@nestjs/common';
import { ClockModule } from '../domain/index.js';
import { ViewerModule } from '../viewer/index.js';
import { CreateMessageService } from './create-message.service.js';
import { InMemoryMessageRepository } from './in-memory-message.repository.js';
import { MessageGroupsService } from './message-groups.service.js';
import { MessageRepository } from './message.repository.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';

@Module({
  imports: [ClockModule, ViewerModule],
  controllers: [MessagesController],
  providers: [
    { provide: MessageRepository, useClass: InMemoryMessageRepository },
    MessageGroupsService,
    MessagesService,
    CreateMessageService,
  ],
})
export class MessagesModule {}
