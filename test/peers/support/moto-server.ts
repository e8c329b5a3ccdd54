import { freePort } from './free-port.js';
import { installed } from './installed.js';
import { Program } from './program.js';

/** moto, the AWS emulator: CloudWatch Logs and X-Ray behind one URL, forgetting everything when it stops. */
export class MotoServer {
  private constructor(
    readonly url: string,
    private readonly program: Program,
  ) {}

  static async start(): Promise<MotoServer> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const parameters = ['-H', '127.0.0.1', '-p', String(port)];
    return new MotoServer(url, await Program.start(installed('moto/bin/moto_server'), parameters, `${url}/moto-api/`));
  }

  /** For an application that shall take it for AWS. */
  get environment(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test-key-id',
      AWS_SECRET_ACCESS_KEY: 'test-secret',
    };
  }

  /** For a client of the AWS SDK in this process. */
  get client() {
    const credentials = { accessKeyId: 'test-key-id', secretAccessKey: 'test-secret' };
    return { endpoint: this.url, region: 'eu-central-1', credentials };
  }

  async stop(): Promise<void> {
    await this.program.stop();
  }
}
