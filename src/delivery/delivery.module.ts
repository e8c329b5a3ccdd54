import { Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { deliveryConfig } from './delivery.config.js';
import { DeliveryService } from './delivery-service.js';

@Global()
@Module({
  imports: [ConfigModule.forFeature(deliveryConfig)],
  providers: [DeliveryService],
  exports: [DeliveryService],
})
export class DeliveryModule {}
