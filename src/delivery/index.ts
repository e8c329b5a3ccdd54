// Owns: the one way out for all telemetry: queues, accounts, retries, spool, the last flush and the process's shutdown.
// Does not: know any destination, what it encodes, or what an item is.
// May be imported by every destination, by metrics and the doctor, and by main.ts.
export { Accounts, type AccountsSnapshot } from './accounts.js';
export { Body } from './body.js';
export { BufferPool } from './buffer-pool.js';
export { CleanScope } from './clean-scope.js';
export type { DeliveryBatch, DeliveryOutcome, DeliveryProtocol, Framing, Group } from './delivery-protocol.js';
export { deliveryConfig, type DeliveryConfig } from './delivery.config.js';
export { DeliveryModule } from './delivery.module.js';
export { DeliveryQueue, type QueueOptions } from './delivery-queue.js';
export { DeliveryService } from './delivery-service.js';
export type { DestinationStatus } from './destination-status.js';
export { outcomeOfHttp, type HttpMeaning } from './http-outcome.js';
export { keepAliveAgent, post, type HttpAnswer, type HttpPost } from './http-post.js';
export type { QueueCondition } from './queue-condition.js';
export { Scratch } from './scratch.js';
export { ShutdownOwner, type ShutdownOptions } from './shutdown-owner.js';
