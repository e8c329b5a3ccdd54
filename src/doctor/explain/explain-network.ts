import { Diagnosis } from '../diagnosis.js';
import { explainTls } from './explain-tls.js';
import { describeTarget, type Target } from './target.js';
import { adviceOnRefusal, adviceOnUnknownName } from './where-it-runs.js';

/** The port that OTLP's gRPC listens on: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-default-port */
const GRPC_PORT = 4317;
/** The type of the frame that a server of HTTP/2 begins with, at its fourth byte. */
const SETTINGS_FRAME = 4;

interface NetworkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
  /** What the other side said, where it could not be read as HTTP. */
  readonly rawPacket?: Uint8Array;
}

/** Why no answer came. Undefined for an error that is not the network's. */
export function explainNetwork(error: unknown, target: Target): Diagnosis | undefined {
  const root = rootOf(error);
  const code = typeof root.code === 'string' ? root.code : '';
  const where = describeTarget(target);
  if (root.name === 'TimeoutError' || root.name === 'AbortError' || code === 'ETIMEDOUT')
    return new Diagnosis(
      `no answer from ${where} in time`,
      `check ${target.variable}, and what stands between: firewall, security group, proxy`,
    );
  if (code === 'ECONNREFUSED')
    return new Diagnosis(
      `nothing listens on ${where}/${target.scheme === 'udp' ? 'udp' : 'tcp'} (ECONNREFUSED)`,
      adviceOnRefusal(target),
    );
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Diagnosis(`${target.host} does not resolve (${code})`, adviceOnUnknownName(target));
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return new Diagnosis(
      `there is no way to ${where} (${code})`,
      `check ${target.variable} and this machine's network`,
    );
  return explainGrpc(root, code, target) ?? explainTls(code, target) ?? explainReset(root, code, target);
}

/** gRPC's server hangs up on HTTP/1.1, or greets it in HTTP/2. */
function explainGrpc({ rawPacket }: NetworkError, code: string, target: Target): Diagnosis | undefined {
  const greets = code.startsWith('HPE_') && rawPacket?.[3] === SETTINGS_FRAME;
  const hangsUp = target.port === GRPC_PORT && (code.startsWith('HPE_') || isReset(code));
  if (!greets && !hangsUp) return undefined;
  return new Diagnosis(
    `${describeTarget(target)} speaks gRPC (HTTP/2), not OTLP/HTTP`,
    `give ${target.variable} the OTLP/HTTP port, usually 4318 instead of ${GRPC_PORT}`,
  );
}

function explainReset({ message }: NetworkError, code: string, target: Target): Diagnosis | undefined {
  const where = describeTarget(target);
  if (code.startsWith('HPE_'))
    return new Diagnosis(`${where} does not speak HTTP (${code})`, `correct the port in ${target.variable}`);
  if (!isReset(code)) return code === '' ? undefined : new Diagnosis(`${where}: ${code}`, `check ${target.variable}`);
  const tls = target.scheme === 'http' ? ', or https:// if it wants TLS' : '';
  return new Diagnosis(`${where} hung up (${message})`, `check the port in ${target.variable}${tls}`);
}

function isReset(code: string): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
}

/** Clients wrap what the network said, and a name with two addresses fails twice. */
function rootOf(error: unknown): NetworkError {
  let root = Object(error) as NetworkError;
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = root.errors?.[0] ?? root.cause;
    if (typeof inner !== 'object' || inner === null) break;
    root = inner;
  }
  return root;
}
