import { Injectable } from '@nestjs/common';
import { Clock } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Viewer } from '../viewer/index.js';
import { isWith } from './is-with.js';
import type { Message } from './message.js';
import { MessageRepository } from './message.repository.js';
import { mockMessageGroups, mockMessages } from './mock-messages.js';
import { presentMessage } from './present-message.js';

@Injectable()
export class MessagesService {
  constructor(
    private readonly repository: MessageRepository,
    private readonly clock: Clock,
  ) {}

  /** The conversation of the viewer with that user; empty with an unknown one. */
  @Span('messages')
  async list(viewer: Viewer, handle: string): Promise<readonly Message[]> {
    const now = this.clock.now();
    const group = mockMessageGroups(now).find((candidate) => isWith(candidate, handle));
    const sent = await this.repository.between(viewer.handle, handle);
    return [...sent.map(presentMessage), ...(group ? mockMessages(now) : [])];
  }
}
