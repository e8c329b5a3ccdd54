import { timestamp } from '../domain/index.js';
import type { Activity, Reply } from './activity.js';
import type { CreatedReply } from './created-reply.js';

/** `activity` with what was replied to it, newest first, before the replies that it has already; every count follows. */
export function withReplies(activity: Activity, created: readonly CreatedReply[] | undefined): Activity {
  if (!created?.length) return activity;
  const answers = countAnswers(created);
  const replies = [...created.map(presentReply), ...activity.replies].map((reply) => {
    const more = answers.get(reply.uuid);
    return more ? { ...reply, replies_count: reply.replies_count + more } : reply;
  });
  return { ...activity, replies_count: (activity.replies_count ?? 0) + created.length, replies };
}

function countAnswers(created: readonly CreatedReply[]): ReadonlyMap<string, number> {
  const answers = new Map<string, number>();
  for (const { replyToUuid } of created) answers.set(replyToUuid, (answers.get(replyToUuid) ?? 0) + 1);
  return answers;
}

function presentReply(reply: CreatedReply): Reply {
  return {
    uuid: reply.uuid,
    reply_to_activity_uuid: reply.replyToUuid,
    display_name: reply.displayName,
    handle: reply.handle,
    message: reply.message,
    created_at: timestamp(reply.createdAt),
    likes_count: 0,
    replies_count: 0,
    reposts_count: 0,
  };
}
