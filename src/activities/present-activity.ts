import { timestamp } from '../domain/index.js';
import type { Activity } from './activity.js';
import type { CreatedActivity } from './created-activity.js';

/** A created activity as the API writes it, its thread still empty. */
export function presentActivity(activity: CreatedActivity): Activity {
  return {
    uuid: activity.uuid,
    display_name: activity.displayName,
    handle: activity.handle,
    message: activity.message,
    created_at: timestamp(activity.createdAt),
    expires_at: timestamp(activity.expiresAt),
    likes_count: 0,
    replies_count: 0,
    reposts_count: 0,
    replies: [],
  };
}
