import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeOtlp, type OtlpMessage } from '../../support/otlp-decoder.js';
import {
  flattenLogs,
  flattenMetrics,
  flattenSpans,
  type ReceivedLog,
  type ReceivedMetric,
  type ReceivedSpan,
} from '../../support/otlp-flatten.js';
import { collectorConfig, exportedFile, type CollectorOptions, type CollectorSignal } from './collector-config.js';
import { freePort } from './free-port.js';
import { installed } from './installed.js';
import { Program } from './program.js';

const messages = { traces: 'Trace', logs: 'Logs', metrics: 'Metrics' } as const;

/** The OpenTelemetry Collector: OTLP/HTTP in on a port that it keeps over restarts, and its files as its far side. */
export class Collector {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cruddur-collector-'));
  private program: Program | undefined;

  private constructor(private readonly port: number) {}

  static async start(options: CollectorOptions = {}): Promise<Collector> {
    const collector = new Collector(await freePort());
    await collector.start(options);
    return collector;
  }

  /** What goes into OTEL_EXPORTER_OTLP_ENDPOINT. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it wrote to its log. */
  get output(): string {
    return this.program?.output ?? '';
  }

  /** Again after `stop`, on the same port and files. */
  async start(options: CollectorOptions = {}): Promise<void> {
    const config = join(this.folder, 'config.json');
    writeFileSync(config, JSON.stringify(collectorConfig(this.port, this.folder, options)));
    this.program = await Program.start(installed('collector/otelcol'), ['--config', config], this.url);
  }

  async stop(signal?: NodeJS.Signals): Promise<number | null | undefined> {
    return this.program?.stop(signal);
  }

  spans(): ReceivedSpan[] {
    return this.exported('traces').flatMap(flattenSpans);
  }

  logs(): ReceivedLog[] {
    return this.exported('logs').flatMap(flattenLogs);
  }

  metrics(): ReceivedMetric[] {
    return this.exported('metrics').flatMap(flattenMetrics);
  }

  /** A line a message; what follows the last line break is not written to its end yet. */
  private exported(signal: CollectorSignal): OtlpMessage[] {
    const file = exportedFile(this.folder, signal);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    const name = `Export${messages[signal]}ServiceRequest` as const;
    return lines.map((line) => decodeOtlp(name, 'application/json', Buffer.from(line)));
  }
}
