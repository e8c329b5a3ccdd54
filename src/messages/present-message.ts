import { timestamp } from '../domain/index.js';
import type { Message } from './message.js';
import type { SentMessage } from './sent-message.js';

export function presentMessage(sent: SentMessage): Message {
  return {
    uuid: sent.uuid,
    display_name: sent.senderDisplayName,
    handle: sent.senderHandle,
    message: sent.message,
    created_at: timestamp(sent.createdAt),
  };
}
