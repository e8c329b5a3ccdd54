export interface InsightsQuery {
  readonly region: string;
  readonly logGroup: string;
  readonly query: string;
  /** Seconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

/**
 * The page of CloudWatch Logs Insights with a query filled in. Its address holds an object in a notation of the page's own,
 * which no documentation describes: `~(key~'value~...)`, percent signs written as `*`; escaped twice, the outer percent signs as
 * `$`.
 */
export function insightsUrl({ region, logGroup, query, start, end }: InsightsQuery): string {
  const detail = [
    `end~'${escapeText(new Date(end * 1000).toISOString())}`,
    `start~'${escapeText(new Date(start * 1000).toISOString())}`,
    `timeType~'ABSOLUTE`,
    `tz~'UTC`,
    `editorString~'${escapeText(query)}`,
    `source~(~'${escapeText(logGroup)})`,
  ].join('~');
  const fragment = outer(`?queryDetail=${outerPercent(`~(${detail})`)}`);
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:logs-insights${fragment}`;
}

function escapeText(text: string): string {
  return percent(text).replaceAll('%', '*');
}

/** Everything but letters, digits and `-._`, in lower-case hex, as the page writes it. */
function percent(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w.-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

/** The notation's own signs. */
function outerPercent(text: string): string {
  return text.replaceAll(/[~()']/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function outer(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '$');
}
