import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { handleKey } from '../domain/index.js';
import { MessageRepository, type Conversation } from './message.repository.js';
import type { SentMessage } from './sent-message.js';

const MAX_MESSAGES = 10_000;
/** A receiver's name has no bound of its own: a body full of it counts as much as it holds. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

interface KeptConversation {
  readonly uuid: string;
  readonly parties: readonly [string, string];
  readonly messages: Set<SentMessage>;
  latest: SentMessage;
}

/** Keeps the newest 10,000 messages within 16 Mi characters; the oldest leave first. Maps and sets keep the order of insertion. */
@Injectable()
export class InMemoryMessageRepository extends MessageRepository {
  private readonly messages = new Map<SentMessage, KeptConversation>();
  /** The one that was written to last stands last. */
  private readonly conversations = new Map<string, KeptConversation>();
  private characters = 0;

  async add(message: SentMessage): Promise<void> {
    const parties = partiesOf(message.senderHandle, message.receiverHandle);
    const key = conversationKey(parties);
    const conversation = this.conversations.get(key) ?? {
      uuid: randomUUID(),
      parties,
      messages: new Set(),
      latest: message,
    };
    this.conversations.delete(key);
    this.conversations.set(key, conversation);
    conversation.messages.add(message);
    conversation.latest = message;
    this.messages.set(message, conversation);
    this.characters += size(message);
    for (const oldest of this.messages.keys()) {
      if (this.messages.size <= MAX_MESSAGES && this.characters <= MAX_CHARACTERS) return;
      this.remove(oldest);
    }
  }

  async between(one: string, other: string): Promise<readonly SentMessage[]> {
    const conversation = this.conversations.get(conversationKey(partiesOf(one, other)));
    return [...(conversation?.messages ?? [])].toReversed();
  }

  async conversationsOf(handle: string): Promise<readonly Conversation[]> {
    const party = handleKey(handle);
    return [...this.conversations.values()]
      .filter(({ parties }) => parties.includes(party))
      .map(({ uuid, latest }) => ({ uuid, latest }))
      .toReversed();
  }

  private remove(message: SentMessage): void {
    const conversation = this.messages.get(message);
    this.messages.delete(message);
    this.characters -= size(message);
    conversation?.messages.delete(message);
    if (conversation?.messages.size === 0) this.conversations.delete(conversationKey(conversation.parties));
  }
}

function partiesOf(one: string, other: string): readonly [string, string] {
  const [a, b] = [handleKey(one), handleKey(other)];
  return a < b ? [a, b] : [b, a];
}

/** Keys hold no spaces, so a line break separates them. */
function conversationKey(parties: readonly [string, string]): string {
  return parties.join('\n');
}

function size({ message, receiverHandle }: SentMessage): number {
  return message.length + receiverHandle.length;
}
