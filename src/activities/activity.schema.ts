const text = { type: 'string' };
const uuid = { type: 'string', format: 'uuid' };
const time = { type: 'string', format: 'date-time', pattern: '\\.\\d{6}\\+00:00$' };
const count = { type: 'integer', minimum: 0 };

const said = { uuid, handle: text, display_name: text, message: text, created_at: time };
const counts = { likes_count: count, replies_count: count, reposts_count: count };

/** A reply as the answer to its posting says it. */
export const newReplySchema = {
  type: 'object',
  required: ['uuid', 'handle', 'message', 'created_at', 'reply_to_activity_uuid'],
  properties: { ...said, reply_to_activity_uuid: uuid },
};

/** A reply as it stands in an activity. */
export const replySchema = {
  type: 'object',
  required: [...newReplySchema.required, 'likes_count', 'replies_count', 'reposts_count'],
  properties: { ...newReplySchema.properties, ...counts },
};

export const activitySchema = {
  type: 'object',
  required: ['uuid', 'handle', 'message', 'created_at', 'expires_at', 'replies'],
  properties: { ...said, expires_at: time, ...counts, likes: count, replies: { type: 'array', items: replySchema } },
};
