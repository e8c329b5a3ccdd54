import { randomUUID } from 'node:crypto';
import { HttpException, Injectable } from '@nestjs/common';
import { acceptMessage, Clock } from '../domain/index.js';
import { Span } from '../tracing/index.js';
import type { Viewer } from '../viewer/index.js';
import type { Message } from './message.js';
import { MessageRepository } from './message.repository.js';
import { presentMessage } from './present-message.js';

const MAX_MESSAGE_CHARACTERS = 1_024;

@Injectable()
export class CreateMessageService {
  constructor(
    private readonly repository: MessageRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws HttpException 422 with the problem's name, misspelt for the receiver as the original does. */
  @Span('create_message')
  async create(viewer: Viewer, message: unknown, receiverHandle: unknown): Promise<Message> {
    const accepted = acceptMessage(message, MAX_MESSAGE_CHARACTERS);
    if ('problem' in accepted) throw new HttpException([accepted.problem], 422);
    if (typeof receiverHandle !== 'string' || receiverHandle === '') {
      throw new HttpException(['user_reciever_handle_blank'], 422);
    }
    const sent = {
      uuid: randomUUID(),
      senderHandle: viewer.handle,
      senderDisplayName: viewer.displayName,
      receiverHandle,
      message: accepted.text,
      createdAt: this.clock.now(),
    };
    await this.repository.add(sent);
    return presentMessage(sent);
  }
}
