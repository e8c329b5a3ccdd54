import type { SpanRecord } from '../../tracing/index.js';
import { AttributeReader } from './attribute-reader.js';

type Resource = SpanRecord['resource'];

const ORIGINS: Readonly<Record<string, string>> = {
  aws_ec2: 'AWS::EC2::Instance',
  aws_ecs: 'AWS::ECS::Container',
  aws_eks: 'AWS::EKS::Container',
  aws_elastic_beanstalk: 'AWS::ElasticBeanstalk::Environment',
  aws_app_runner: 'AWS::AppRunner::Service',
};
const ECS_ORIGINS: Readonly<Record<string, string>> = { ec2: 'AWS::ECS::EC2', fargate: 'AWS::ECS::Fargate' };

/** The kind of AWS resource that the service runs on, as X-Ray names it; undefined outside of AWS. */
export function originOf(resource: Resource): string | undefined {
  const attributes = new AttributeReader(resource.attributes);
  if (isElsewhere(attributes)) return undefined;
  const platform = platformOf(attributes);
  if (platform === 'aws_ecs') {
    return ECS_ORIGINS[attributes.text('aws.ecs.launchtype')?.toLowerCase() ?? ''] ?? ORIGINS[platform];
  }
  return platform === undefined ? undefined : ORIGINS[platform];
}

/** The `aws` block of a segment: where the service runs, where it logs and what made the trace. */
export function awsResourceBlock(resource: Resource, logGroupNames: readonly string[] = []): Record<string, unknown> {
  const attributes = new AttributeReader(resource.attributes);
  const here = !isElsewhere(attributes);
  return {
    account_id: here ? attributes.text('cloud.account.id') : undefined,
    ...(here && placeBlocks(attributes)),
    cloudwatch_logs: here ? logGroups(attributes, logGroupNames) : undefined,
    xray: {
      sdk: sdkOf(attributes),
      sdk_version: attributes.text('telemetry.sdk.version'),
      auto_instrumentation: attributes.has('telemetry.distro.version', 'telemetry.auto.version'),
    },
  };
}

function placeBlocks(attributes: AttributeReader): Record<string, object> {
  const platform = platformOf(attributes);
  const onAws = attributes.text('cloud.provider') === 'aws';
  const availability_zone = attributes.text('cloud.availability_zone');
  const container_id = attributes.text('container.id');
  const blocks: Record<string, object> = {};
  if (platform === 'aws_ec2' || (onAws && attributes.has('host.id'))) {
    blocks['ec2'] = {
      instance_id: attributes.text('host.id'),
      availability_zone,
      instance_size: attributes.text('host.type'),
      ami_id: attributes.text('host.image.id'),
    };
  }
  if (platform === 'aws_ecs') {
    blocks['ecs'] = {
      container: attributes.text('container.name'),
      container_id,
      availability_zone,
      container_arn: attributes.text('aws.ecs.container.arn'),
      cluster_arn: attributes.text('aws.ecs.cluster.arn'),
      task_arn: attributes.text('aws.ecs.task.arn'),
      task_family: attributes.text('aws.ecs.task.family'),
      launch_type: attributes.text('aws.ecs.launchtype'),
    };
  }
  if (platform === 'aws_eks' || (onAws && attributes.has('k8s.cluster.name'))) {
    blocks['eks'] = {
      cluster_name: attributes.text('k8s.cluster.name'),
      pod: attributes.text('k8s.pod.name'),
      container_id,
    };
  }
  if (platform === 'aws_elastic_beanstalk') {
    blocks['elastic_beanstalk'] = {
      environment_name: attributes.text('service.namespace'),
      deployment_id: attributes.takeInteger('service.instance.id'),
      version_label: attributes.text('service.version'),
    };
  }
  return blocks;
}

/** By ARN, else by name, else as configured. In OTEL_RESOURCE_ATTRIBUTES several are joined by `&`. */
function logGroups(attributes: AttributeReader, configured: readonly string[]): object[] | undefined {
  const arns = listOf(attributes, 'aws.log.group.arns');
  if (arns.length > 0) return arns.map((arn) => ({ log_group: arn.split(':')[6] ?? arn, arn }));
  const named = listOf(attributes, 'aws.log.group.names');
  const names = named.length > 0 ? named : configured;
  return names.length > 0 ? names.map((log_group) => ({ log_group })) : undefined;
}

function listOf(attributes: AttributeReader, name: string): string[] {
  return (attributes.takeTexts(name) ?? []).flatMap((text) => text.split('&')).filter(Boolean);
}

/** `opentelemetry for nodejs` */
function sdkOf(attributes: AttributeReader): string | undefined {
  const parts = [attributes.text('telemetry.sdk.name'), attributes.text('telemetry.sdk.language')];
  return parts.filter((part) => part !== undefined).join(' for ') || undefined;
}

function isElsewhere(attributes: AttributeReader): boolean {
  return (attributes.text('cloud.provider') ?? 'aws') !== 'aws';
}

function platformOf(attributes: AttributeReader): string | undefined {
  return attributes.text('cloud.platform')?.replace('.', '_');
}
