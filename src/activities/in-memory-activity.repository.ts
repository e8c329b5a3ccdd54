import { Injectable } from '@nestjs/common';
import { ActivityRepository } from './activity.repository.js';
import type { CreatedActivity } from './created-activity.js';
import type { CreatedReply } from './created-reply.js';

const MAX_ACTIVITIES = 10_000;
const MAX_REPLIES = 10_000;

/** Keeps the newest 10,000 activities and, over all of them, the newest 10,000 replies. Maps keep the order of insertion. */
@Injectable()
export class InMemoryActivityRepository extends ActivityRepository {
  private readonly activities = new Map<string, CreatedActivity>();
  private readonly repliesByUuid = new Map<string, CreatedReply>();
  private readonly threads = new Map<string, Set<CreatedReply>>();

  async add(activity: CreatedActivity): Promise<void> {
    this.activities.set(activity.uuid, activity);
    if (this.activities.size <= MAX_ACTIVITIES) return;
    this.removeExpired(activity.createdAt);
    for (const uuid of this.activities.keys()) {
      if (this.activities.size <= MAX_ACTIVITIES) return;
      this.remove(uuid);
    }
  }

  async live(now: Date): Promise<readonly CreatedActivity[]> {
    this.removeExpired(now);
    return [...this.activities.values()].toReversed();
  }

  async find(uuid: string, now: Date): Promise<CreatedActivity | undefined> {
    const activity = this.activities.get(uuid);
    return activity && activity.expiresAt > now ? activity : undefined;
  }

  async addReply(reply: CreatedReply): Promise<void> {
    this.repliesByUuid.set(reply.uuid, reply);
    const thread = this.threads.get(reply.threadUuid);
    if (thread) thread.add(reply);
    else this.threads.set(reply.threadUuid, new Set([reply]));
    for (const oldest of this.repliesByUuid.values()) {
      if (this.repliesByUuid.size <= MAX_REPLIES) return;
      this.removeReply(oldest);
    }
  }

  async findReply(uuid: string): Promise<CreatedReply | undefined> {
    return this.repliesByUuid.get(uuid);
  }

  async replies(threadUuids: readonly string[]): Promise<ReadonlyMap<string, readonly CreatedReply[]>> {
    const found = new Map<string, readonly CreatedReply[]>();
    for (const uuid of threadUuids) {
      const thread = this.threads.get(uuid);
      if (thread) found.set(uuid, [...thread].toReversed());
    }
    return found;
  }

  private removeExpired(now: Date): void {
    for (const activity of this.activities.values()) if (activity.expiresAt <= now) this.remove(activity.uuid);
  }

  private remove(uuid: string): void {
    this.activities.delete(uuid);
    for (const reply of this.threads.get(uuid) ?? []) this.repliesByUuid.delete(reply.uuid);
    this.threads.delete(uuid);
  }

  private removeReply(reply: CreatedReply): void {
    this.repliesByUuid.delete(reply.uuid);
    const thread = this.threads.get(reply.threadUuid);
    thread?.delete(reply);
    if (thread?.size === 0) this.threads.delete(reply.threadUuid);
  }
}
