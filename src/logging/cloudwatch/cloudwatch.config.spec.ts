import { hostname } from 'node:os';
import { cloudWatchConfig } from './cloudwatch.config.js';

describe('the variables of CloudWatch', () => {
  it('leave it off by themselves', () => {
    expect(cloudWatchConfig.from({})).toMatchObject({ logGroup: undefined, retentionDays: 7, region: undefined });
  });

  it('name one stream an instance by host and start, which the API takes', () => {
    const { logStream } = cloudWatchConfig.from({});
    expect(logStream.startsWith(`${hostname()}-20`)).toBe(true);
    expect(logStream).toMatch(/^[^:*]{1,512}$/);
    expect(cloudWatchConfig.from({ CLOUDWATCH_LOG_STREAM: 'task:1*' }).logStream).toBe('task-1-');
  });

  it('take region and endpoint as the AWS SDK does, and AWS_DEFAULT_REGION beside it', () => {
    expect(cloudWatchConfig.from({ AWS_DEFAULT_REGION: 'eu-west-1' }).region).toBe('eu-west-1');
    expect(cloudWatchConfig.from({ AWS_REGION: 'us-gov-east-1', AWS_DEFAULT_REGION: 'eu-west-1' }).region).toBe(
      'us-gov-east-1',
    );
    expect(cloudWatchConfig.from({ AWS_ENDPOINT_URL: 'http://a:1' }).endpoint).toBe('http://a:1');
    expect(
      cloudWatchConfig.from({ AWS_ENDPOINT_URL: 'http://a:1', AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://b:1' })
        .endpoint,
    ).toBe('http://b:1');
  });

  it.each([
    [{ CLOUDWATCH_LOG_GROUP: 'a group' }, 'CLOUDWATCH_LOG_GROUP: expected a log group'],
    [{ CLOUDWATCH_LOG_GROUP: 'aws/mine' }, 'CLOUDWATCH_LOG_GROUP: expected a log group'],
    [{ CLOUDWATCH_RETENTION_DAYS: '8' }, 'CLOUDWATCH_RETENTION_DAYS: expected one of 1, 3, 5, 7, 14'],
    [{ CLOUDWATCH_RETENTION_DAYS: 'week' }, 'CLOUDWATCH_RETENTION_DAYS: expected one of 1, 3, 5, 7, 14'],
    [{ AWS_REGION: 'Frankfurt' }, 'AWS_REGION: expected an AWS region'],
    [{ AWS_ENDPOINT_URL: 'localhost:4566' }, 'AWS_ENDPOINT_URL: expected an http:// or https:// URL'],
  ])('refuse %j', (environment, message) => {
    expect(() => cloudWatchConfig.from(environment)).toThrow(message);
  });
});
