import type { SpanRecord } from '../../tracing/index.js';
import { spanRecord } from '../../../test/support/span-record.js';
import { OK, translated } from '../../../test/support/translated.js';
import type { TranslationOptions } from './translation-options.js';

const SERVICE = { 'service.name': 'backend-nest' };
const SDK = {
  'telemetry.sdk.name': 'opentelemetry',
  'telemetry.sdk.language': 'nodejs',
  'telemetry.sdk.version': '2.12.0',
};

function segmentOn(attributes: SpanRecord['resource']['attributes'], options?: TranslationOptions) {
  const span = spanRecord({ name: 'backend-nest', attributes: {}, resource: { attributes } });
  const { metadata, ...segment } = translated([span], options)[0]!;
  expect(Object.keys((metadata as Record<'default', object>).default)).toEqual(
    Object.keys(attributes).map((name) => `otel.resource.${name}`),
  );
  return segment;
}

const TABLE: [title: string, resource: SpanRecord['resource']['attributes'], segment: object][] = [
  [
    'ECS on Fargate',
    {
      ...SERVICE,
      ...SDK,
      'service.version': '2.1.0',
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_ecs',
      'cloud.account.id': '123456789012',
      'cloud.availability_zone': 'eu-west-1a',
      'container.name': 'backend',
      'container.id': 'c0ffee',
      'aws.ecs.container.arn': 'arn:aws:ecs:eu-west-1:123456789012:container/1',
      'aws.ecs.cluster.arn': 'arn:aws:ecs:eu-west-1:123456789012:cluster/cruddur',
      'aws.ecs.task.arn': 'arn:aws:ecs:eu-west-1:123456789012:task/2',
      'aws.ecs.task.family': 'backend-nest',
      'aws.ecs.launchtype': 'fargate',
      'aws.log.group.names': ['cruddur', 'envoy'],
    },
    {
      origin: 'AWS::ECS::Fargate',
      service: { version: '2.1.0' },
      aws: {
        account_id: '123456789012',
        ecs: {
          container: 'backend',
          container_id: 'c0ffee',
          availability_zone: 'eu-west-1a',
          container_arn: 'arn:aws:ecs:eu-west-1:123456789012:container/1',
          cluster_arn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/cruddur',
          task_arn: 'arn:aws:ecs:eu-west-1:123456789012:task/2',
          task_family: 'backend-nest',
          launch_type: 'fargate',
        },
        cloudwatch_logs: [{ log_group: 'cruddur' }, { log_group: 'envoy' }],
        xray: { sdk: 'opentelemetry for nodejs', sdk_version: '2.12.0', auto_instrumentation: false },
      },
    },
  ],
  [
    'EC2',
    {
      ...SERVICE,
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_ec2',
      'cloud.availability_zone': 'eu-west-1b',
      'host.id': 'i-0abc',
      'host.type': 't3.micro',
      'host.image.id': 'ami-1',
    },
    {
      origin: 'AWS::EC2::Instance',
      aws: {
        ec2: { instance_id: 'i-0abc', availability_zone: 'eu-west-1b', instance_size: 't3.micro', ami_id: 'ami-1' },
        xray: { auto_instrumentation: false },
      },
    },
  ],
  [
    'EKS, instrumented by a distribution, with log groups by ARN',
    {
      ...SERVICE,
      'cloud.provider': 'aws',
      'cloud.platform': 'aws_eks',
      'k8s.cluster.name': 'cruddur',
      'k8s.pod.name': 'backend-7d9',
      'container.id': 'c0ffee',
      'telemetry.distro.version': '1',
      'aws.log.group.arns':
        'arn:aws:logs:eu-west-1:123456789012:log-group:cruddur&arn:aws:logs:eu-west-1:1:log-group:b',
    },
    {
      origin: 'AWS::EKS::Container',
      aws: {
        eks: { cluster_name: 'cruddur', pod: 'backend-7d9', container_id: 'c0ffee' },
        cloudwatch_logs: [
          { log_group: 'cruddur', arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:cruddur' },
          { log_group: 'b', arn: 'arn:aws:logs:eu-west-1:1:log-group:b' },
        ],
        xray: { auto_instrumentation: true },
      },
    },
  ],
  [
    'Elastic Beanstalk',
    {
      ...SERVICE,
      'service.namespace': 'cruddur-prod',
      'service.instance.id': '32',
      'service.version': 'v7',
      'cloud.platform': 'aws_elastic_beanstalk',
    },
    {
      origin: 'AWS::ElasticBeanstalk::Environment',
      service: { version: 'v7' },
      aws: {
        elastic_beanstalk: { environment_name: 'cruddur-prod', deployment_id: 32, version_label: 'v7' },
        xray: { auto_instrumentation: false },
      },
    },
  ],
  [
    'another cloud',
    { ...SERVICE, 'cloud.provider': 'gcp', 'cloud.platform': 'gcp_cloud_run', 'cloud.account.id': 'p', 'host.id': '1' },
    { aws: { xray: { auto_instrumentation: false } } },
  ],
];

describe("a segment's place", () => {
  it.each(TABLE)('%s', (_title, resource, segment) => {
    expect(segmentOn(resource)).toEqual({ ...OK, name: 'backend-nest', ...segment });
  });

  it('names the configured log groups where the resource names none', () => {
    expect(segmentOn(SERVICE, { logGroupNames: ['cruddur'] })).toMatchObject({
      aws: { cloudwatch_logs: [{ log_group: 'cruddur' }] },
    });
  });
});
