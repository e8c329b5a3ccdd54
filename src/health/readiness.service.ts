import { Injectable } from '@nestjs/common';

/** Whether new requests should come here. It knows of the shutdown only: no telemetry destination has a say. */
@Injectable()
export class ReadinessService {
  private shuttingDown = false;

  /** For whoever owns the shutdown, before the server stops to accept. There is no way back. */
  markShuttingDown(): void {
    this.shuttingDown = true;
  }

  get isShuttingDown(): boolean {
    return this.shuttingDown;
  }
}
