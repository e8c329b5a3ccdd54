// Owns: /health/live and /health/ready, and the switch by which a shutdown makes the service unready.
// Does not: look at telemetry destinations: a dead one is no reason to take the service out of rotation.
// May be imported by app.module and main.
export { HealthModule } from './health.module.js';
export { ReadinessService } from './readiness.service.js';
