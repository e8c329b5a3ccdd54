import { Injectable } from '@nestjs/common';
import { Clock, handleKey, timestamp } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Viewer } from '../viewer/index.js';
import { isWith } from './is-with.js';
import type { MessageGroup } from './message-group.js';
import { MessageRepository, type Conversation } from './message.repository.js';
import { mockMessageGroups } from './mock-messages.js';

@Injectable()
export class MessageGroupsService {
  constructor(
    private readonly repository: MessageRepository,
    private readonly clock: Clock,
  ) {}

  /** One group a partner: who has one of the original's groups gets no second one. */
  @Span('message_groups')
  async list(viewer: Viewer): Promise<readonly MessageGroup[]> {
    const mock = mockMessageGroups(this.clock.now());
    const created = (await this.repository.conversationsOf(viewer.handle)).map((conversation) =>
      presentGroup(conversation, viewer),
    );
    return [...created.filter(({ handle }) => !mock.some((group) => isWith(group, handle))), ...mock];
  }
}

/** A partner who never wrote is known by the name that the viewer used. */
function presentGroup({ uuid, latest }: Conversation, viewer: Viewer): MessageGroup {
  const sent = handleKey(latest.senderHandle) === handleKey(viewer.handle);
  return {
    uuid,
    display_name: sent ? latest.receiverHandle : latest.senderDisplayName,
    handle: sent ? latest.receiverHandle : latest.senderHandle,
    created_at: timestamp(latest.createdAt),
  };
}
